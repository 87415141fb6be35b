import Foundation
import Testing

@Suite("The walkthrough")
struct WalkthroughTests {
    private static let document = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("docs/walkthrough.md")

    /// Set `CORDON_WRITE_WALKTHROUGH` to write what the commands print into the document instead of comparing.
    @Test("an incident goes from evidence to a closed case as docs/walkthrough.md tells it, line by line")
    func story() throws {
        let cordon = try Cordon()
        defer { cordon.remove() }
        let walkthrough = Walkthrough(try String(contentsOf: Self.document, encoding: .utf8))
        #expect(walkthrough.steps.count > 50)
        let programs = cordon.folder.appendingPathComponent("bin")
        try FileManager.default.createDirectory(at: programs, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            at: programs.appendingPathComponent("cordon"), withDestinationURL: Cordon.executable)

        var outputs: [[String]] = []
        for step in walkthrough.steps {
            let output = try run(step.command, programs: programs.path, in: cordon.folder)
            outputs.append(output)
            if Self.isWriting { continue }
            #expect(
                output.map(Walkthrough.comparable) == step.output.map(Walkthrough.comparable),
                "docs/walkthrough.md:\(step.line): \(step.command)")
        }
        if Self.isWriting {
            try Data(walkthrough.text(with: outputs).utf8).write(to: Self.document)
        }
    }

    private static var isWriting: Bool { ProcessInfo.processInfo.environment["CORDON_WRITE_WALKTHROUGH"] != nil }

    /// What a command prints, on either channel, as lines; its status at the end where it is not 0.
    private func run(_ command: String, programs: String, in folder: URL) throws -> [String] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", command]
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment.merging([
            "PATH": programs + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? ""), "CORDON_HOME": "store",
        ]) { $1 }
        let file = folder.appendingPathComponent("output-\(UUID().uuidString)")
        try Data().write(to: file)
        let handle = try FileHandle(forWritingTo: file)
        process.standardOutput = handle
        process.standardError = handle
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        var text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        while text.hasSuffix("\n") { text.removeLast() }
        var lines = text.isEmpty ? [] : text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        // The page says once that everything bears this mark.
        lines.removeAll { $0.hasPrefix("EXERCISE: ") }
        if process.terminationStatus != 0 { lines.append("[exit \(process.terminationStatus)]") }
        return lines
    }
}
