import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services
import Vocabulary
import Wire

struct CaseTimeline: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "timeline", abstract: "What the adversary did and what the responders did, in order.",
        discussion: "cordon case timeline C-1 --lane responders --kind decision --from 2026-03-01T00:00Z")

    enum Lane: String, ExpressibleByArgument, CaseIterable { case adversary, responders, both }

    @Argument(help: "The case.")
    var caseID: CaseID

    @Option(help: "Whose steps.")
    var lane = Lane.both

    @Option(
        help: ArgumentHelp(
            "Entries of this kind only: \(Self.kinds.joined(separator: ", ")). May be repeated.", valueName: "kind"))
    var kind: [String] = []

    @Option(help: ArgumentHelp("Leave out what happened before.", valueName: "time"))
    var from: Timestamp?

    @Option(help: ArgumentHelp("Leave out what happened at that time or later.", valueName: "time"))
    var to: Timestamp?

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    /// The kinds that an entry of a timeline can have.
    private static let kinds = EventWords.Kind.allCases.filter { $0 != .intake }.map(\.rawValue)

    func validate() throws {
        if let unknown = kind.first(where: { !Self.kinds.contains($0) }) {
            throw ValidationError("'\(unknown)' is not one of \(Self.kinds.joined(separator: ", "))")
        }
    }

    func run() async throws {
        let entries = try store.openForReading().queries.timeline(caseID).filter { entry in
            (lane == .both || entry.lane.rawValue == lane.rawValue)
                && (kind.isEmpty || kind.contains(entry.kind.rawValue))
                && from.map { entry.time >= $0 } ?? true && to.map { entry.time < $0 } ?? true
        }
        try output.print(
            entries.isEmpty ? "no entries" : PlainText.table(entries.map(row)),
            json: try WireJSON.line(entries.map(TimelineEntryShape.init)))
    }

    private func row(_ entry: TimelineEntry) -> [String] {
        let techniques = entry.techniques.map(\.text).joined(separator: ", ")
        let late = entry.enteredAt.map { entered in
            entry.isLate ? " [entered late, \(entered.text(digits: 0))]" : " [entered \(entered.text(digits: 0))]"
        }
        return [
            entry.time.description, entry.lane.rawValue, entry.kind.rawValue, entry.severity?.rawValue ?? "-",
            entry.host ?? "-", entry.text + (techniques.isEmpty ? "" : " (\(techniques))") + (late ?? ""),
        ]
    }
}
