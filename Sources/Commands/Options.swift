import ArgumentParser
import Bootstrap
import Foundation
import Vocabulary

/// How a command prints what it found.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}

/// A command whose results can be had as text or as JSON.
protocol FormattedCommand {
    var output: OutputOptions { get }
}

struct OutputOptions: ParsableArguments {
    @Option(help: "Print results for people (text) or for programs (json).")
    var format = OutputFormat.text

    /// Prints one of two forms, as the person chose.
    func print(_ text: @autoclosure () -> String, json: @autoclosure () throws -> Data) throws {
        switch format {
        case .text: StandardOutput.write(Array((text() + "\n").utf8))
        case .json: StandardOutput.write(Array(try json()) + [UInt8(ascii: "\n")])
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

    /// The store, made when it is not there yet.
    func open() throws -> Workspace { try Workspace(home: home, actingAs: actingAs, access: .create) }

    /// A store that is there, for changing it.
    func openExisting() throws -> Workspace { try Workspace(home: home, actingAs: actingAs, access: .change) }

    /// A store that is there, for looking at it alone.
    func openForReading() throws -> Workspace { try Workspace(home: home, actingAs: actingAs, access: .look) }
}

struct RuleOptions: ParsableArguments {
    @Option(
        name: .customLong("rules"),
        help: ArgumentHelp(
            "A Sigma rule or a folder of them; may be repeated. Default: the starter rules.", valueName: "path"))
    var paths: [String] = []
}

extension CaseID: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}
