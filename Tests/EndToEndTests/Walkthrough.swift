import Foundation

/// A document whose `console` blocks are commands with what they print: they can be run, and held against it.
///
/// A line that begins with `$ ` is a command for a shell, and lines that begin with `> ` continue it. What follows is its
/// output, with `[exit N]` at the end where it did not succeed. What differs from run to run (moments, hashes,
/// seconds) is compared as a placeholder.
struct Walkthrough {
    struct Step {
        let command: String
        let output: [String]
        /// Line of the document, from 1.
        let line: Int
    }

    private enum Part {
        case text(String)
        case step(Step)
    }

    private let parts: [Part]

    init(_ document: String) {
        var parts: [Part] = []
        var isConsole = false
        var command: (lines: [String], output: [String], line: Int)?
        func finish() {
            guard let open = command else { return }
            parts.append(
                .step(Step(command: open.lines.joined(separator: "\n"), output: open.output, line: open.line)))
            command = nil
        }
        for (number, line) in document.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = String(line)
            if line.hasPrefix("```") {
                finish()
                isConsole = line == "```console"
                parts.append(.text(line))
            } else if isConsole, line.hasPrefix("$ ") {
                finish()
                command = ([String(line.dropFirst(2))], [], number + 1)
            } else if isConsole, let open = command {
                if open.output.isEmpty, line.hasPrefix("> ") {
                    command?.lines.append(String(line.dropFirst(2)))
                } else {
                    command?.output.append(line)
                }
            } else {
                parts.append(.text(line))
            }
        }
        self.parts = parts
    }

    var steps: [Step] {
        parts.compactMap { if case .step(let step) = $0 { step } else { nil } }
    }

    /// The document with other output, in the order of its commands.
    func text(with outputs: [[String]]) -> String {
        var outputs = outputs[...]
        return parts.map { part in
            switch part {
            case .text(let line): line
            case .step(let step):
                (["$ " + step.command.replacingOccurrences(of: "\n", with: "\n> ")]
                    + (outputs.popFirst() ?? step.output)).joined(separator: "\n")
            }
        }.joined(separator: "\n")
    }

    /// A line of output without what differs from run to run.
    static func comparable(_ line: String) -> String {
        var text = line
        for (pattern, placeholder) in [
            (#"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z"#, "<time>"), (#"\b[0-9a-f]{8,64}\b"#, "<hash>"),
            (#"\d+(\.\d+)? (s|seconds|minutes|hours|h|min)\b"#, "<span>"), (#"(version|event) \d+"#, "$1 <n>"),
            (#"events [0-9, ]+( and \d+ more)?"#, "events <n>"), (#"\d+ events"#, "<n> events"), (#" +"#, " "),
            (#" $"#, ""),
        ] {
            text = text.replacingOccurrences(of: pattern, with: placeholder, options: .regularExpression)
        }
        return text
    }
}
