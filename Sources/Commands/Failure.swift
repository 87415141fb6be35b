import ArgumentParser
import Bootstrap
import CaseLifecycle
import Foundation
import Services
import Wire

/// Errors become text for the command line here, and nowhere else.
enum Failure {
    static func exit(_ error: any Error, format: OutputFormat) -> Never {
        if let refusal = error as? CaseRefusal {
            let shape = RefusalShape(refusal)
            if format == .json, let line = try? WireJSON.line(shape) {
                StandardOutput.write(Array(line) + [UInt8(ascii: "\n")])
            }
            StandardOutput.note(shape.text)
            Foundation.exit(2)
        }
        if let failure = Workspace.failure(behind: error) {
            let parts = ["cordon", failure.code, failure.subject, failure.cause].filter { !$0.isEmpty }
            StandardOutput.note(PlainText.safe(parts.joined(separator: ": ")))
            Foundation.exit(1)
        }
        RootCommand.exit(withError: error)
    }
}
