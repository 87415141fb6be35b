import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services
import Vocabulary
import Wire

struct EradicateShow: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "The grid of causes and systems, and the credentials.",
        discussion: "cordon eradicate show C-1 --format json")

    @Argument(help: "The case.")
    var caseID: CaseID

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let incident = try store.openForReading().queries.incident(caseID)
        try output.print(EradicationText(incident).text, json: try WireJSON.line(EradicationShape(incident)))
    }
}

/// The grid and the credentials of a case for people.
struct EradicationText {
    private let incident: Case

    init(_ incident: Case) { self.incident = incident }

    var text: String { [causes, grid, credentials, domain].compactMap(\.self).joined(separator: "\n\n") }

    private var causes: String {
        let causes = incident.recovery.grid.causes
        guard !causes.isEmpty else { return "no causes: cordon eradicate cause \(incident.id) --kind KIND --text TEXT" }
        return PlainText.table(
            [["cause", "kind", "detection rule", "text"]]
                + causes.map { cause in
                    let withdrawn = incident.recovery.grid.withdrawals[cause.id].map { " (withdrawn: \($0.reason))" }
                    return [
                        cause.id.description, cause.kind.rawValue, cause.rule ?? "-", cause.text + (withdrawn ?? ""),
                    ]
                })
    }

    private var grid: String? {
        let grid = incident.recovery.grid
        let targets = incident.affectedTargets.sorted()
        guard !grid.causes.isEmpty, !targets.isEmpty else { return nil }
        return PlainText.table(
            [["system or account"] + grid.causes.map(\.id.description) + ["response"]]
                + targets.map { target in
                    let open = Set(incident.openCauses(of: target).map(\.id))
                    return [target.description]
                        + grid.causes.map { EradicationShape.word($0, target, grid, isOpen: open.contains($0.id)) }
                        + [incident.responseState(of: target).rawValue]
                })
    }

    private var credentials: String? {
        let accounts = incident.exposedAccounts
        guard !accounts.isEmpty else { return nil }
        let tierZero = incident.tierZeroAccounts
        return PlainText.table(
            [["account", "status", "tier 0", "resets", "still to do"]]
                + accounts.map { name in
                    let record = incident.credential(name)
                    return [
                        name, incident.accounts[name]?.assessment?.status.rawValue ?? "-",
                        tierZero.contains(name) ? "yes" : "no",
                        record?.isRemoved == true ? "removed" : "\(record?.resets ?? 0)",
                        incident.missingReset(of: name, isTierZero: tierZero.contains(name)) ?? "nothing",
                    ]
                })
    }

    private var domain: String? {
        guard let reason = incident.domainCompromise else { return nil }
        return "The domain's secrets count as the intruder's: \(reason)\n"
            + PlainText.table(
                DomainItem.allCases.map { item in
                    let record = incident.credential(item)
                    let renewals = record?.renewals ?? 0
                    return [
                        item.rawValue,
                        record?.exemption.map { "not applicable: \($0)" }
                            ?? (renewals == 0 ? "open" : "renewed \(renewals) times"),
                    ]
                })
    }
}
