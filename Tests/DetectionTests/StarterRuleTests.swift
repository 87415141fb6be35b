import Foundation
import Testing

@testable import Detection

@Suite("Starter rules")
struct StarterRuleTests {
    @Test("every starter rule loads")
    func allLoad() {
        let (rules, problems) = RuleSet.starter()

        #expect(problems == [])
        #expect(rules.rules.count >= StarterRuleList.files.count)
    }

    @Test("the list of embedded rules is that of the folder")
    func listIsFresh() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let folder = root.appending(path: "Sources/Detection/StarterRules")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yml") }

        #expect(StarterRuleList.files.map(\.name) == files.sorted())
    }
}
