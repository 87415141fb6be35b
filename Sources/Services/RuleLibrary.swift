package import Detection
import Foundation

/// Reads rules from files and folders.
package enum RuleLibrary {
    /// A rule file larger than this is not a rule: the largest public one is below 100 kB.
    private static let largestRuleFile = 4 << 20

    /// The rules of every `.yml` and `.yaml` file under `paths`, or the starter rules where no path is given.
    ///
    /// - Returns: The rules that could be read, and a problem for each that could not.
    /// - Throws: ``ServiceFailure`` for a path that does not exist or cannot be read.
    package static func load(_ paths: [String]) throws(ServiceFailure) -> (rules: RuleSet, problems: [RuleProblem]) {
        paths.isEmpty ? RuleSet.starter() : RuleSet.load(try sources(under: paths))
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
                cause: "no rule there can be read: cordon rules check tells why")
        }
        return loaded
    }

    /// The rule files under `paths` with their text; a file named itself is read whatever its suffix.
    package static func sources(under paths: [String]) throws(ServiceFailure) -> [RuleSource] {
        let files = try EvidenceFinder.files(under: paths).filter { file in
            paths.contains(file.path) || file.name.hasSuffix(".yml") || file.name.hasSuffix(".yaml")
        }
        var sources: [RuleSource] = []
        for file in files {
            guard let handle = FileHandle(forReadingAtPath: file.path),
                let bytes = try? handle.read(upToCount: largestRuleFile + 1)
            else {
                throw ServiceFailure(code: "unreadable", subject: file.path, cause: String(cString: strerror(errno)))
            }
            guard bytes.count <= largestRuleFile else {
                throw ServiceFailure(code: "too-large", subject: file.path, cause: "a rule file holds at most 4 MiB")
            }
            sources.append(RuleSource(name: file.path, text: String(decoding: bytes, as: UTF8.self)))
        }
        return sources
    }
}
