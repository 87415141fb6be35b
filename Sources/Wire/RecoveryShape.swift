package import CaseLifecycle
import Vocabulary

/// Recovery as `cordon recover show` prints it.
package struct RecoveryShape: Encodable {
    struct CriterionShape: Encodable {
        let text: String
        @OrNull var answer: String?
        @OrNull var by: String?
    }

    struct AssetShape: Encodable {
        let id: String
        let name: String
        let kind: String
        let sha256: String
        let takenAt: String
        let verified: Bool
        /// What its check came to: `clean` or `infected`; null while it was not checked.
        @OrNull var result: String?
    }

    struct SystemShape: Encodable {
        let name: String
        let response: String
        @OrNull var restoredFrom: String?
        @OrNull var verdict: String?
        @OrNull var owner: String?
        let confirmedByOwner: Bool
    }

    struct MonitoringShape: Encodable {
        let begun: String
        let end: String
        let owner: String
        let signals: [String]
        let gaps: Int
    }

    struct GateShape: Encodable {
        let id: String
        let missing: [String]
    }

    let `case`: String
    let version: Int
    let state: String
    @OrNull var firstCompromise: String?
    let startCriteria: [CriterionShape]
    let assets: [AssetShape]
    let systems: [SystemShape]
    @OrNull var monitoring: MonitoringShape?
    /// Two people decided to do without monitoring.
    let monitoringWaived: Bool
    /// By which criteria operations were declared to be resumed; null while they are not.
    @OrNull var resumed: [String]?
    /// The gates that keep operations from being resumed.
    let unmetGates: [GateShape]

    /// - Parameter context: Who the people are, and what time it is.
    package init(_ incident: Case, in context: DecisionContext) {
        let recovery = incident.recovery
        `case` = incident.id.description
        version = incident.version
        state = incident.state.rawValue
        firstCompromise = incident.earliestCompromise?.description
        startCriteria = recovery.startCriteria.map { criterion in
            CriterionShape(
                text: criterion.text, answer: criterion.answer?.text,
                by: criterion.answer.map { context.organisation.name(of: $0.stamp.actor) })
        }
        assets = recovery.assets.map {
            AssetShape(
                id: $0.asset.id.description, name: $0.asset.name, kind: $0.asset.kind.rawValue,
                sha256: $0.asset.sha256.hex, takenAt: $0.asset.takenAt.description, verified: $0.verification != nil,
                result: $0.verification?.result.rawValue)
        }
        let words = incident.ownerWordsThatHold(in: context.organisation)
        systems = incident.affectedTargets.filter { $0.kind == .system }.sorted().map { target in
            SystemShape(
                name: target.name, response: incident.responseState(of: target).rawValue,
                restoredFrom: recovery.restorations[target.name]?.asset.description,
                verdict: incident.baselineVerdict(of: target.name)?.rawValue,
                owner: incident.systems[target.name]?.owner,
                confirmedByOwner: words[target.name] != nil)
        }
        monitoring = recovery.monitoring.map {
            MonitoringShape(
                begun: $0.begun.time.description, end: $0.end(in: context.organisation, at: context.now).description,
                owner: $0.owner, signals: $0.signals,
                gaps: $0.gaps.count)
        }
        monitoringWaived = recovery.waiver?.isConfirmed(in: context.organisation) == true
        resumed = recovery.resumption?.criteria
        unmetGates =
            recovery.resumption == nil
            ? incident.unmetGates(for: Step(.resume), in: context).map { GateShape(id: $0.id, missing: $0.missing) }
            : []
    }

    /// The same for people.
    package var text: String {
        let criteria = startCriteria.enumerated().map { place, criterion in
            "  \(place + 1). \(criterion.text): \(criterion.answer ?? "open")"
        }
        let table = PlainText.table(
            [["system", "response", "restored from", "baseline", "owner", "confirmed"]]
                + systems.map {
                    [
                        $0.name, $0.response, $0.restoredFrom ?? "-", $0.verdict ?? "-", $0.owner ?? "-",
                        $0.confirmedByOwner ? "yes" : "no",
                    ]
                })
        let stock = PlainText.table(
            [["asset", "kind", "taken", "checked", "name"]]
                + assets.map { [$0.id, $0.kind, $0.takenAt, $0.result ?? "no", $0.name] })
        let watch =
            monitoringWaived
            ? "monitoring is waived" : monitoring.map { "watched by \($0.owner) until \($0.end)" } ?? "not watched"
        let missing = unmetGates.flatMap { gate in ["  \(gate.id)"] + gate.missing.map { "    missing: \($0)" } }
        let resumption =
            resumed.map { ["operations resumed: \($0.joined(separator: "; "))"] }
            ?? (missing.isEmpty ? [] : ["before operations resume:"] + missing)
        return
            (["start criteria:"] + (criteria.isEmpty ? ["  none written"] : criteria) + [
                "", stock, "", table, "", watch,
            ]
            + resumption).map(PlainText.safeLines).joined(separator: "\n")
    }
}
