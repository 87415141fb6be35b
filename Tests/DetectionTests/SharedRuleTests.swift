import Foundation
import Testing
import Vocabulary

@testable import Detection

/// The public rules beside the project, where they are present.
private enum SharedRules {
    static let folder: URL? = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let data =
            ProcessInfo.processInfo.environment["CORDON_SHARED_DATA"].map { URL(filePath: $0) }
            ?? root.deletingLastPathComponent().appending(path: "shared/data")
        let rules = data.appending(path: "sigma")
        return FileManager.default.fileExists(atPath: rules.path) ? rules : nil
    }()

    static func sources() throws -> [RuleSource] {
        guard let folder else { return [] }
        let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return try paths.filter { $0.hasPrefix("rules") && $0.hasSuffix(".yml") }.sorted().map { path in
            RuleSource(name: path, text: try String(contentsOf: folder.appending(path: path), encoding: .utf8))
        }
    }
}

@Suite("Public rules", .enabled(if: SharedRules.folder != nil, "the shared rule set is not on this machine"))
struct SharedRuleTests {
    @Test("all load but those that ask for placeholders")
    func allLoad() throws {
        let sources = try SharedRules.sources()
        let (rules, told) = RuleSet.load(sources)
        let problems = told.filter { $0.kind != .warning }

        #expect(problems.filter { $0.kind != .unsupported || !$0.message.contains("'expand'") } == [])
        #expect(rules.rules.count + problems.count == sources.count)
        #expect(problems.count * 100 < sources.count)
    }

    /// What docs/sigma.md says is known by its name alone.
    private static let nameOnly: Set<String> = [
        "django application", "jvm application", "nodejs application", "python application",
        "ruby_on_rails application", "spring application", "sql application", "velocity application", "huawei bgp",
        "paloalto appliance globalprotect", "paloalto file_event globalprotect", "fortios sslvpnd",
    ]

    @Test("each log source has a form in which its records are told, but for those that have none")
    func everySourceHasARoute() throws {
        let rules = RuleSet.load(try SharedRules.sources()).rules
        let sources = Set(rules.rules.map(\.logSource))
        #expect(sources.count > 100)
        #expect(Set(sources.filter(LogSourceTable.builtIn.isNameOnly).map(\.words)) == Self.nameOnly)
    }
}
