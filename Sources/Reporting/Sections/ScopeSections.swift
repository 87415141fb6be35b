import CaseLifecycle
import Vocabulary

extension ReportSection {
    /// The accounts the intruder has.
    static func accounts(_ material: ReportMaterial) -> ReportSection {
        let accounts = material.incident.scope.accounts
        let blocks: [ReportBlock] =
            accounts.isEmpty
            ? [.paragraph("No account is known to be in the intruder's hands.")]
            : material.table(
                caption: "Accounts in the intruder's hands",
                columns: ["Account", "How", "Confidence", "Evidence"],
                rows: accounts.map { account in
                    [
                        .value(account.name, otherwise: "not named"), .text(account.status.words),
                        .share(account.confidence), material.cite(account.evidence),
                    ]
                })
        return ReportSection(.accounts, "Accounts", blocks)
    }

    /// What the intruder ran.
    static func tools(_ material: ReportMaterial) -> ReportSection {
        let tools = material.incident.scope.tools
        let blocks: [ReportBlock] =
            tools.isEmpty
            ? [.paragraph("No tool and no malware was recognised.")]
            : material.table(
                caption: "Tools and malware", columns: ["Name", "Kind", "Hashes", "Systems", "Evidence"],
                rows: tools.map { tool in
                    [
                        .value(tool.name, otherwise: "not named"), .text(tool.kind == .malware ? "malware" : "tool"),
                        hashes(tool.hashes), material.names(tool.hosts, otherwise: "not known"),
                        material.cite(tool.evidence),
                    ]
                })
        return ReportSection(.tools, "Tools and malware", blocks)
    }

    /// The next questions worth asking.
    static func leads(_ material: ReportMaterial) -> ReportSection {
        let leads = material.incident.scope.leads
        let blocks: [ReportBlock] =
            leads.isEmpty
            ? [.paragraph("No open question was derived from the evidence.")]
            : material.table(
                caption: "The next questions, and what would answer them",
                columns: ["Question", "Collect", "System", "Value"],
                rows: leads.map { lead in
                    [
                        .value(lead.question, otherwise: "not worded"), .value(lead.collect, otherwise: "not known"),
                        .value(lead.host, otherwise: "none in particular"), .share(lead.value),
                    ]
                })
        return ReportSection(.leads, "Leads", blocks)
    }

    private static func hashes(_ hashes: [String]) -> ReportCell {
        guard !hashes.isEmpty else { return .absent("none recorded") }
        var lines = hashes.prefix(ReportLimits.names).map { ReportCell.code($0) }
        if hashes.count > lines.count { lines.append(.text("and \(hashes.count - lines.count) more")) }
        return .lines(lines)
    }
}

extension AccountAssessment.Status {
    var words: ReportText {
        switch self {
        case .used: "used by the intruder"
        case .exposed: "exposed: its secrets lay where the intruder was"
        case .created: "created by the intruder"
        case .forged: "forged"
        case .roasted: "roasted: its ticket was requested to be cracked"
        }
    }
}
