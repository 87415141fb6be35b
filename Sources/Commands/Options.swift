import ArgumentParser
import Bootstrap
import CaseLifecycle
import Foundation
import Services
import Vocabulary
import Wire

/// How a command prints what it found.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}

/// A command that may be asked for JSON; a refusal is then printed as JSON, too.
protocol JSONCommand {
    var printsJSON: Bool { get }
}

/// A command whose results can be had as text or as JSON.
protocol FormattedCommand: JSONCommand {
    var output: OutputOptions { get }
}

extension FormattedCommand {
    var printsJSON: Bool { output.format == .json }
}

struct OutputOptions: ParsableArguments {
    @Option(help: "Print results for people (text) or for programs (json).")
    var format = OutputFormat.text

    /// Prints one of two forms, as the person chose; what comes from an exercise says so.
    func print(_ text: @autoclosure () -> String, json: @autoclosure () throws -> Data) throws {
        switch format {
        case .text: StandardOutput.write(Array((PlainText.safeLines(ExerciseMark.on(text())) + "\n").utf8))
        case .json: StandardOutput.write(Array(ExerciseMark.on(try json())) + [UInt8(ascii: "\n")])
        }
    }
}

struct StoreOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The data directory. Default: CORDON_HOME, or ~/.cordon.", valueName: "dir"))
    var home: String?

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp("Act under another name, where the store allows it.", valueName: "name"))
    var actingAs: String?

    func validate() throws {
        if let home, home.isEmpty { throw ValidationError("--home needs the name of a folder") }
        if let actingAs, !actingAs.contains(where: { !$0.isWhitespace }) {
            throw ValidationError("--as needs a name")
        }
    }

    /// The data directory, as it was chosen.
    var folder: String { Workspace.home(home) }

    /// The store, made when it is not there yet, for a new case.
    func open(forCase title: String) throws -> Workspace { try open(.create(caseTitle: title)) }

    /// The store, made when it is not there yet, for the people who are to work with it.
    func open(forPreparation commands: [OrganisationCommand]) throws -> Workspace {
        try open(.prepare(.init(commands)))
    }

    /// A store that is there, for changing it.
    func openExisting() throws -> Workspace { try open(.change) }

    /// A store that is there, for looking at it alone.
    func openForReading() throws -> Workspace { try open(.look) }

    /// A new store for an exercise, in a folder that holds nothing.
    static func makeExercise(in folder: String, start: Timestamp?) throws -> Workspace {
        marked(try Workspace(home: folder, actingAs: nil, access: .createExercise(start: start)))
    }

    private func open(_ access: Workspace.Access) throws -> Workspace {
        Self.marked(try Workspace(home: home, actingAs: actingAs, access: access))
    }

    private static func marked(_ workspace: Workspace) -> Workspace {
        if workspace.isExercise { ExerciseMark.begin() }
        if let doubt = workspace.doubt {
            StandardOutput.note("warning: not to be relied on: \(Failure.text(of: doubt))")
        }
        return workspace
    }
}

struct RuleOptions: ParsableArguments {
    @Option(
        name: .customLong("rules"),
        help: ArgumentHelp(
            "A Sigma rule or a folder of them; may be repeated. Default: the starter rules.", valueName: "path"))
    var paths: [String] = []

    @OptionGroup var mapping: MappingOptions
}

struct MappingOptions: ParsableArguments {
    @Option(
        name: .customLong("mapping"),
        help: ArgumentHelp(
            "A file that says how records of log sources are told and what their fields are called; may be repeated.",
            valueName: "file"))
    var paths: [String] = []
}

/// A hash or a key as people copy it from paper: 64 hexadecimal digits, in either case.
struct HexDigits: ExpressibleByArgument {
    let text: String

    init?(argument: String) {
        text = argument.trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
        guard text.utf8.count == 64, text.allSatisfy({ $0.isASCII && $0.isHexDigit }) else { return nil }
    }
}

extension CaseID: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}
