import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services
import Vocabulary
import Wire

struct CaseTimeline: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "timeline", abstract: "What the adversary did and what the responders did, in order.",
        discussion: "cordon case timeline C-1 --lane adversary")

    enum Lane: String, ExpressibleByArgument, CaseIterable { case adversary, responders, both }

    @Argument(help: "The case.")
    var caseID: CaseID

    @Option(help: "Whose steps.")
    var lane = Lane.both

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let entries = try store.openForReading().queries.timeline(caseID).filter {
            lane == .both || $0.lane.rawValue == lane.rawValue
        }
        try output.print(
            PlainText.table(
                entries.map {
                    [
                        $0.time.description, $0.lane.rawValue, $0.severity?.rawValue ?? "-", $0.host ?? "-",
                        $0.text
                            + ($0.techniques.isEmpty
                                ? "" : " (" + $0.techniques.map(\.text).joined(separator: ", ") + ")"),
                    ]
                }),
            json: try WireJSON.line(entries.map(TimelineEntryShape.init)))
    }
}
