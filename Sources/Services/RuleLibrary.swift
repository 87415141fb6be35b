package import Detection
import Foundation
package import Vocabulary

/// Reads rules from files and folders.
package enum RuleLibrary {
    /// A rule file larger than this is not a rule: the largest public one is below 100 kB.
    private static let largestRuleFile = 16 << 20

    /// The rules of every `.yml` and `.yaml` file under `paths`, or the starter rules where no path is given.
    ///
    /// - Parameters:
    ///   - mappings: Files that say more of log sources.
    ///   - explains: Whether matches of the rules will be explained.
    ///   - checks: Whether it is told what is doubtful in rules that can be used.
    /// - Returns: The rules that could be read, and a problem for each rule and each file that could not, sorted.
    /// - Throws: ``ServiceFailure`` for a path that does not exist, where there is no file at all, and for a mapping with
    ///   a mistake.
    package static func load(
        _ paths: [String], mappings: [String] = [], explains: Bool = false, checks: Bool = true
    ) throws(ServiceFailure) -> (rules: RuleSet, problems: [RuleProblem]) {
        let mapping = try mapping(mappings)
        guard !paths.isEmpty else { return RuleSet.starter(mapping: mapping, explains: explains, checks: checks) }
        let read = try sources(under: paths)
        let loaded = RuleSet.load(read.sources, mapping: mapping, explains: explains, checks: checks)
        return (loaded.rules, (read.problems + loaded.problems).sorted())
    }

    /// The same, for work that makes no sense without rules, and has no use for doubts unless it says so.
    ///
    /// - Throws: ``ServiceFailure``, also where not one rule could be read.
    package static func loadSome(
        _ paths: [String], mappings: [String] = [], explains: Bool = false, checks: Bool = false
    ) throws(ServiceFailure) -> (rules: RuleSet, problems: [RuleProblem]) {
        let loaded = try load(paths, mappings: mappings, explains: explains, checks: checks)
        guard !loaded.rules.rules.isEmpty else {
            throw ServiceFailure(
                code: "no-rules", subject: paths.joined(separator: ", "),
                cause: "no rule there can be read: to see why: cordon rules check PATH")
        }
        return loaded
    }

    /// What files say of log sources. One mistake is told and ends it: rules without the names that a person gave would
    /// silently find less.
    private static func mapping(_ paths: [String]) throws(ServiceFailure) -> LogSourceMapping {
        guard !paths.isEmpty else { return LogSourceMapping() }
        let read = try sources(under: paths)
        let (mapping, problems) = LogSourceMapping.read(read.sources)
        try refuse(read.problems + problems, code: "bad-mapping")
        return mapping
    }

    /// The matches that files say are harmless.
    ///
    /// - Throws: ``ServiceFailure`` for a file that cannot be read, or with a mistake: what a person meant to be left out
    ///   or shown must not be guessed.
    package static func allowList(_ paths: [String], at moment: Timestamp) throws(ServiceFailure) -> AllowList {
        guard !paths.isEmpty else { return AllowList() }
        let read = try sources(under: paths)
        let (list, problems) = AllowList.read(read.sources, at: moment)
        try refuse(read.problems + problems, code: "bad-allow-list")
        return list
    }

    private static func refuse(_ problems: [RuleProblem], code: String) throws(ServiceFailure) {
        guard let first = problems.sorted().first(where: \.leavesRuleOut) else { return }
        throw ServiceFailure(
            code: code, subject: "\(first.file):\(first.line):\(first.column)", cause: first.message)
    }

    /// The rule files under `paths` with their text; a file named itself is read whatever its suffix.
    ///
    /// - Returns: The files that could be read, and a problem for each that could not: one bad file stops no other.
    package static func sources(
        under paths: [String]
    ) throws(ServiceFailure) -> (sources: [RuleSource], problems: [RuleProblem]) {
        let found = try EvidenceFinder.find(under: paths, namesHosts: false)
        var sources: [RuleSource] = []
        var problems = found.notTaken.filter { $0.isFolder || isRule($0.path) }
            .map { problem($0.path, "not taken: \($0.reason)") }
        for file in found.files where paths.contains(file.path) || isRule(file.name) {
            do throws(RuleProblem) {
                sources.append(RuleSource(name: file.path, text: try text(of: file)))
            } catch {
                problems.append(error)
            }
        }
        return (sources, problems)
    }

    static func isRule(_ name: String) -> Bool {
        let name = name.lowercased()
        return name.hasSuffix(".yml") || name.hasSuffix(".yaml")
    }

    private static func text(of file: EvidenceFile) throws(RuleProblem) -> String {
        let path = file.path
        guard let handle = FileHandle(forReadingAtPath: file.location) else {
            throw problem(path, "the file cannot be opened: \(String(cString: strerror(errno)))")
        }
        let bytes: Data
        do {
            // Nothing at all is what an empty file gives.
            bytes = try handle.read(upToCount: largestRuleFile + 1) ?? Data()
        } catch {
            throw problem(path, "the file cannot be read")
        }
        guard bytes.count <= largestRuleFile else { throw problem(path, "a rule file holds at most 16 MiB") }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            // No character of UTF-8 but the newline itself has its byte.
            let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            let line = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
            throw problem(path, "the text is not UTF-8", line: line + 1)
        }
        return text
    }

    private static func problem(_ path: String, _ message: String, line: Int = 1) -> RuleProblem {
        RuleProblem(file: path, line: line, column: 1, message: message)
    }
}
