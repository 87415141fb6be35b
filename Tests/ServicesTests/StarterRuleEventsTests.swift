import Foundation
import Services
import Testing

/// Every rule that travels with the program, on events that it must match and on their harmless twins, which it must not.
@Suite("Starter rules on their events")
struct StarterRuleEventsTests {
    @Test("every starter rule matches what it is for, and not what only looks like it")
    func all() async throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let folder = try TemporaryFolder()
        let manager = FileManager.default
        let rules = root.appending(path: "Sources/Detection/StarterRules")
        for source in [rules, root.appending(path: "Tests/StarterEvents")] {
            for name in try manager.contentsOfDirectory(atPath: source.path) {
                try manager.copyItem(
                    atPath: source.appending(path: name).path, toPath: "\(folder.path)/\(name)")
            }
        }

        let outcomes = try await RuleTestService().test([folder.path])

        #expect(outcomes.count == (try manager.contentsOfDirectory(atPath: rules.path).count))
        #expect(outcomes.flatMap(\.failures) == [])
        #expect(outcomes.filter { !$0.isTested }.map(\.rule) == [])
        let names = try manager.contentsOfDirectory(atPath: folder.path)
        for name in names where name.hasSuffix(".yml") {
            #expect(names.contains { $0.hasPrefix(name.dropLast(4) + ".nomatch.") }, "\(name) has no harmless twin")
        }
    }
}
