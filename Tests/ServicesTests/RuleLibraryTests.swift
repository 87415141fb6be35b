import Detection
import Foundation
import Services
import Testing
import Vocabulary

@Suite("Rule files")
struct RuleLibraryTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func rule(_ title: String) -> String {
        """
        title: \(title)
        logsource: {product: windows}
        detection: {s: {A: 1}, condition: s}
        """
    }

    /// The titles and problems of the rules under the folder and other paths; files without their folder.
    private func loaded(_ others: String...) throws -> (titles: [String], problems: [String]) {
        let (rules, problems) = try RuleLibrary.load([folder.path] + others)
        return (
            rules.rules.map(\.summary.title), problems.map { $0.description.replacing(folder.path + "/", with: "") }
        )
    }

    @Test("a file that cannot be used is told of, and all others are loaded")
    func badFiles() throws {
        try folder.write("a.yml", [])
        try folder.write("b.yml", lines: [rule("B")])
        try folder.write("c.yml", Array(repeating: UInt8(ascii: "#"), count: (16 << 20) + 1))
        try folder.write("d.yml", Array((rule("D") + "\nauthor: M").utf8) + [0xFC, 0x6C, 0x0A])
        try folder.write("e.yml", Array(rule("E").utf8) + Array(repeating: 0x0A, count: 3 << 20))
        let (titles, problems) = try loaded()

        #expect(titles == ["B", "E"])
        #expect(
            problems == [
                "a.yml:1:1: the file holds no rule", "c.yml:1:1: a rule file holds at most 16 MiB",
                "d.yml:4:1: the text is not UTF-8",
            ])
    }

    @Test(
        "a file that the system refuses to read is told of, and all others are loaded",
        .enabled(if: FileManager.default.fileExists(atPath: "/proc/self/mem"), "skipped: no file that cannot be read"))
    func unreadable() throws {
        try folder.write("a.yml", lines: [rule("A")])
        let (titles, problems) = try loaded("/proc/self/mem")

        #expect(titles == ["A"])
        #expect(problems == ["/proc/self/mem:1:1: the file cannot be read"])
    }

    @Test("rule files are known by their suffix in either case; a file named itself needs none")
    func suffixes() throws {
        for name in ["a.yml", "b.YML", "c.Yaml", "d.yml.txt", "e"] { try folder.write(name, lines: [rule(name)]) }

        #expect(try loaded().titles == ["a.yml", "b.YML", "c.Yaml"])
        #expect(try loaded(folder.path + "/e").titles == ["a.yml", "b.YML", "c.Yaml", "e"])
    }

    @Test("work that needs rules is refused where not one can be read")
    func noRules() throws {
        let file = try folder.write("a.yml", [])

        #expect(throws: ServiceFailure.self) { try RuleLibrary.loadSome([folder.path]) }
        #expect(try RuleLibrary.load([file.path]).rules.rules.isEmpty)
    }
}
