import Detection
import Foundation
import Services
import Testing
import Vocabulary

/// Public evidence that some machines have beside the project; see CONTRIBUTING.
enum SharedData {
    static let folder: URL = {
        if let given = ProcessInfo.processInfo.environment["CORDON_SHARED_DATA"] { return URL(fileURLWithPath: given) }
        return URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("shared/data")
    }()

    static func has(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appendingPathComponent(name).path)
    }

    static func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
}

@Suite("Sigma rules on the evidence that they were written for")
struct RegressionTests {
    @Test(
        "each public regression case matches its rule as often as it says",
        .enabled(if: SharedData.has("sigma/regression.tsv"), "skipped: no shared data beside the project"))
    func regressionCases() async throws {
        let table = try String(contentsOfFile: SharedData.path("sigma/regression.tsv"), encoding: .utf8)
        var missed: [String] = []
        var count = 0
        for row in table.split(separator: "\n").dropFirst() {
            let cells = row.split(separator: "\t").map(String.init)
            let (rules, _) = try RuleLibrary.load([SharedData.path("sigma/" + cells[1])])
            var choice = MatchChoice()
            choice.rules = [cells[0]]
            let service = DetectionService(rules: rules, width: 2, choice: choice)
            let found = try await service.detect(
                try EvidenceFinder.find(under: [SharedData.path("sigma/" + cells[2])]).files,
                render: { _, _ in }, write: { _ in })
            count += 1
            if found.matches < Int(cells[3]) ?? 1 { missed.append("\(cells[1]): \(found.matches) of \(cells[3])") }
        }
        print("Sigma regression: \(count - missed.count) of \(count) cases match")
        #expect(Double(count - missed.count) >= 0.95 * Double(count), "\(missed)")
    }
}
