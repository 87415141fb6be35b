import Vocabulary

extension ConformanceRule {
    /// response(hard stop → order or a new signed date).
    static let waitEnded = ConformanceRule(
        id: "WAIT-ENDED", statement: "Containment that is put off on purpose is ordered when the wait ends.",
        gates: ["GATE-DELAY"], severity: .serious,
        atEvent: { moment in
            switch moment.recorded.event {
            case .containment(event: .ordered(_, _, _, _, _, nil)): break
            // A new date that is signed after the old one puts off what comes, and not what has been.
            case .containment(event: .delaySigned): break
            default: return []
            }
            let overrun = finding(moment.incident, at: moment.recorded.time, [moment.recorded.version])
            return overrun.map { [$0] } ?? []
        },
        atEnd: { history in finding(history.incident, at: history.now, []).map { [$0] } ?? [] })

    /// That a wait went on beyond its end; nil where it did not. An order that comes late is better than none.
    private static func finding(_ incident: Case, at moment: Timestamp, _ versions: [Int]) -> Finding? {
        guard let hardStop = incident.containment.hardStop, moment > hardStop else { return nil }
        var finding = Finding(
            text: "containment was put off beyond \(hardStop), when waiting was to end", versions: versions,
            time: moment)
        finding.lostSeconds = Int64(moment.seconds(since: hardStop))
        finding.isBreach = false
        return finding
    }
}
