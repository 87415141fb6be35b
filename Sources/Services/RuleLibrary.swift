package import Detection
import Foundation

/// Reads rules from files and folders.
package enum RuleLibrary {
    /// A rule file larger than this is not a rule: the largest public one is below 100 kB.
    private static let largestRuleFile = 4 << 20

    /// The rules of every `.yml` and `.yaml` file under `paths`, or the starter rules where no path is given.
    ///
    /// - Returns: The rules that could be read, and a problem for each rule and each file that could not, sorted.
    /// - Throws: ``ServiceFailure`` for a path that does not exist, and where there is no file at all.
    package static func load(_ paths: [String]) throws(ServiceFailure) -> (rules: RuleSet, problems: [RuleProblem]) {
        guard !paths.isEmpty else { return RuleSet.starter() }
        let read = try sources(under: paths)
        let loaded = RuleSet.load(read.sources)
        return (loaded.rules, (read.problems + loaded.problems).sorted())
    }

    /// The same, for work that makes no sense without rules.
    ///
    /// - Throws: ``ServiceFailure``, also where not one rule could be read.
    package static func loadSome(_ paths: [String]) throws(ServiceFailure) -> (rules: RuleSet, problems: [RuleProblem])
    {
        let loaded = try load(paths)
        guard !loaded.rules.rules.isEmpty else {
            throw ServiceFailure(
                code: "no-rules", subject: paths.joined(separator: ", "),
                cause: "no rule there can be read: to see why: cordon rules check PATH")
        }
        return loaded
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

    private static func isRule(_ name: String) -> Bool {
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
        guard bytes.count <= largestRuleFile else { throw problem(path, "a rule file holds at most 4 MiB") }
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
