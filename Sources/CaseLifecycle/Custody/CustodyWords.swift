import Vocabulary

extension CustodyEvent {
    var words: EventWords {
        switch self {
        case .handlerRecorded(let handler, let details):
            let parts = HandlerField.allCases.map { "\($0.rawValue) \(details[$0]?.text ?? "not stated")" }
            return EventWords(
                .fact, "Handler of evidence, account \(handler.account): \(parts.joined(separator: "; "))")
        case .identified(let evidence, let facts):
            let parts = facts.map { "\($0.field.words) \($0.stated.text)" }
            return EventWords(.fact, "Identified \(Self.text(evidence)): \(parts.joined(separator: "; "))")
        case .handled(let evidence, let text, let location, let happened):
            let when = happened.map { ", at \($0)" } ?? ""
            return EventWords(
                .action, "Handled \(Self.text(evidence)): \(text); kept at \(location)\(when)",
                happenedAt: happened?.time)
        case .transferOffered(let id, let evidence, let taker, let location, let reason):
            return EventWords(
                .action, "\(id): \(Self.text(evidence)) given to \(taker), to be kept at \(location)", reason: reason)
        case .transferAccepted(let id): return EventWords(.action, "\(id): taken over")
        case .transferWithdrawn(let id, let reason): return EventWords(.action, "\(id) withdrawn", reason: reason)
        case .checked(let intact, let damaged):
            let problems = damaged.map { "; \($0.evidence.hex.prefix(12)): \($0.problem)" }.joined()
            return EventWords(.fact, "Hashed again: \(intact.count) as sealed, \(damaged.count) not\(problems)")
        case .held(let evidence, let reason):
            return EventWords(.decision, "Legal hold on \(Self.text(evidence))", reason: reason)
        case .released(let evidence, let reason):
            return EventWords(.decision, "Legal hold lifted from \(Self.text(evidence))", reason: reason)
        case .retained(let evidence, let until, let reason):
            return EventWords(.decision, "\(Self.text(evidence)) kept until \(until)", reason: reason)
        case .destructionRequested(let evidence, let method, let reason):
            return EventWords(
                .decision, "Destruction of \(Self.text(evidence)) asked for, by \(method)", reason: reason)
        case .destructionConfirmed(let evidence):
            return EventWords(.decision, "Destruction of \(Self.text(evidence)) witnessed")
        case .destroyed(let evidence, let keptFor, let problem):
            let kept = keptFor.map(\.description).joined(separator: ", ")
            let what = keptFor.isEmpty ? "destroyed" : "given up; the file stays for \(kept)"
            return EventWords(
                .action, "Evidence \(evidence) \(what)" + (problem.map { ", hashed before: \($0)" } ?? ""))
        case .preserved(let target, let kind, let evidence, let acquired):
            return EventWords(
                .action, host: target.kind == .system ? target.name : nil,
                "Preserved \(kind.rawValue) of \(target): \(evidence.hex.prefix(12)), acquired \(acquired)")
        case .preservationWithdrawn(let target, let evidence):
            return EventWords(
                .decision, host: target.kind == .system ? target.name : nil,
                "No longer said to preserve \(target): \(evidence.hex.prefix(12))")
        }
    }

    /// At most this many hashes stand in a line; the event itself names all.
    private static let hashesInLine = 3

    private static func text(_ evidence: [EvidenceID]) -> String {
        let shown = evidence.prefix(hashesInLine).map { String($0.hex.prefix(12)) }.joined(separator: ", ")
        let rest = evidence.count - hashesInLine
        return "evidence \(shown)" + (rest > 0 ? " and \(rest) more" : "")
    }
}
