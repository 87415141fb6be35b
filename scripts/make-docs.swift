// Writes docs/cli.md and docs/settings.md from the program itself, so that they cannot tell of options that are not there.
// With --check it writes nothing and fails where a file is stale. Run from the package root after a debug build.
import Foundation

struct Help: Decodable {
    struct Argument: Decodable {
        struct Name: Decodable {
            let kind: String
            let name: String
        }

        let kind: String
        let shouldDisplay: Bool
        let isOptional: Bool
        let isRepeating: Bool
        let names: [Name]?
        let preferredName: Name?
        let valueName: String?
        let defaultValue: String?
        let allValues: [String]?
        let abstract: String?
    }

    struct Command: Decodable {
        let commandName: String
        let abstract: String?
        let discussion: String?
        let superCommands: [String]?
        let subcommands: [Command]?
        let arguments: [Argument]?
    }

    let command: Command
}

struct Setting: Decodable {
    let name: String
    let value: String
    let meaning: String
}

func run(_ arguments: [String]) throws -> Data {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: ".build/debug/cordon")
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return data
}

func section(_ command: Help.Command) -> String {
    let children = (command.subcommands ?? []).filter { $0.commandName != "help" }
    if !children.isEmpty { return children.map(section).joined() }
    var text = "## \((command.superCommands ?? []).joined(separator: " ")) \(command.commandName)\n\n"
    text += "\(command.abstract ?? "")\n\n"
    if let discussion = command.discussion {
        text += discussion.split(separator: "\n").map { "    \($0)\n" }.joined() + "\n"
    }
    let rows = (command.arguments ?? []).filter {
        $0.shouldDisplay && !["help", "version"].contains($0.preferredName?.name)
    }
    guard !rows.isEmpty else { return text }
    text += "| argument | meaning |\n|---|---|\n"
    for row in rows {
        let value = "<\(row.valueName ?? "value")>"
        var name =
            switch row.kind {
            case "positional": value
            case "option": "--\(row.preferredName?.name ?? "") \(value)"
            default: "--\(row.preferredName?.name ?? "")"
            }
        if row.isRepeating { name += " ..." }
        var meaning = row.abstract ?? ""
        if let all = row.allValues, !all.isEmpty { meaning += " One of \(all.joined(separator: ", "))." }
        if let value = row.defaultValue { meaning += " Default: \(value)." }
        if !row.isOptional { meaning += " Required." }
        text += "| `\(name)` | \(meaning.replacingOccurrences(of: "|", with: "\\|")) |\n"
    }
    return text + "\n"
}

let help = try JSONDecoder().decode(Help.self, from: run(["--experimental-dump-help"]))
let home = FileManager.default.temporaryDirectory.appendingPathComponent("cordon-docs-\(UUID().uuidString)")
_ = try run(["case", "open", "--title", "docs", "--home", home.path])
let settings = try JSONDecoder().decode(
    [Setting].self, from: run(["admin", "settings", "--home", home.path, "--format", "json"]))
try? FileManager.default.removeItem(at: home)

let documents = [
    "docs/cli.md": """
    # The command line

    Made from the program by `make docs`. Exit status: 0 done, 1 failed, 2 refused, 64 usage. Results go to standard
    output; progress and warnings go to standard error.

    \(section(help.command))
    """,
    "docs/settings.md": """
    # Settings

    Made from the program by `make docs`. The store lies in `--home`, or `CORDON_HOME`, or `~/.cordon`. Its own
    settings are events of the organisation's journal: `cordon admin settings NAME VALUE`.

    | setting | untouched | meaning |
    |---|---|---|
    \(settings.map { "| `\($0.name)` | `\($0.value)` | \($0.meaning) |" }.joined(separator: "\n"))

    """,
]

var stale = false
for (path, text) in documents.sorted(by: { $0.key < $1.key }) {
    if CommandLine.arguments.contains("--check") {
        guard (try? String(contentsOfFile: path, encoding: .utf8)) != text else { continue }
        print("\(path) is stale: make docs")
        stale = true
    } else {
        try text.write(toFile: path, atomically: true, encoding: .utf8)
    }
}
exit(stale ? 1 : 0)
