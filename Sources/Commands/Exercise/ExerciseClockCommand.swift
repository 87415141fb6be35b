import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services
import Vocabulary
import Wire

struct ExerciseClockCommand: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "clock", abstract: "Show the clock of an exercise, or put it forward; it never goes back.",
        discussion: "cordon exercise clock +48h --home drill/",
        // In a step back, as -1h is, -h asks for no help.
        helpNames: .long)

    @Argument(
        parsing: .allUnrecognized,
        help: ArgumentHelp("By how much to put it forward: +30m, +48h, +2d or +1w.", valueName: "step"))
    var steps: [String] = []

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    private var step: ClockStep? { steps.first.flatMap { ClockStep(argument: $0) } }

    func validate() throws {
        if let step = steps.first(where: { ClockStep(argument: $0) == nil }) {
            throw ValidationError(
                "\(step) is no step forward, such as +48h, and the clock of an exercise never goes back")
        }
        if steps.count > 1 { throw ValidationError("give one step") }
    }

    func run() async throws {
        let workspace = try step == nil ? store.openForReading() : store.openExisting()
        if let step { try workspace.exerciseClock.advance(bySeconds: step.seconds) }
        try ExerciseClockText.print(workspace, folder: store.folder, output)
    }
}

/// A step of a clock as people type it: a plus, a number, and `m`, `h`, `d` or `w`.
struct ClockStep {
    /// Minutes, hours, days and weeks.
    private static let units: [Character: Int64] = ["m": 60, "h": 3600, "d": 86_400, "w": 604_800]
    /// Far above any step that is allowed, and far below where seconds would overflow.
    private static let largestNumber: Int64 = 999_999_999

    let seconds: Int64

    init?(argument: String) {
        guard argument.first == "+", let unit = argument.last.flatMap({ Self.units[$0] }) else { return nil }
        let digits = argument.dropFirst().dropLast()
        guard !digits.isEmpty, digits.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int64(digits),
            number <= Self.largestNumber
        else { return nil }
        seconds = number * unit
    }
}

/// What the clock of an exercise shows, for people and programs.
enum ExerciseClockText {
    static func print(_ workspace: Workspace, folder: String, _ output: OutputOptions) throws {
        let reading = try workspace.exerciseClock.reading()
        let (clock, shows) = (reading.clock, reading.shows)
        try output.print(
            "\(folder): the clock shows \(shows), begun at \(clock.start), put forward by \(clock.ahead / 60) minutes",
            json: try WireJSON.line(ExerciseClockShape(home: folder, clock: clock, shows: shows)))
    }
}
