import Vocabulary

/// By what a kept state knows the rules and correlations that it is of, whatever their places in a set.
///
/// A key is that of the texts that a correlation is made of: its own file, the files of the rules below it, and those of all
/// filters and mappings, with the values that its matches carry. So a state is never taken up by rules that mean something else.
struct CorrelationKeys {
    /// Of rules that correlations are made of, by their places.
    private(set) var rules: [Int: UInt64] = [:]
    /// Of correlations, by their places.
    private(set) var correlations: [UInt64] = []
    /// How many values the matches of each rule carry.
    private(set) var valueCounts: [Int: Int] = [:]

    init() {}

    /// - Parameters:
    ///   - filterFiles: The names of the files in which filters are.
    ///   - mapping: The digest of what users say of log sources.
    init(
        _ read: [SigmaRule], _ links: CorrelationLinker, _ sources: [RuleSource], filterFiles: Set<String>,
        mapping: UInt64
    ) {
        guard !links.linked.isEmpty else { return }
        var texts: [String: [RuleSource]] = [:]
        for source in sources { texts[source.name, default: []].append(source) }
        var known: [String: UInt64] = [:]
        func text(_ name: String) -> UInt64 {
            if let digest = known[name] { return digest }
            var digest = ContentDigest()
            for source in texts[name] ?? [] { digest.add(source.text) }
            known[name] = digest.value
            return digest.value
        }
        var common = ContentDigest()
        common.add(mapping)
        for filters in filterFiles.map(text).sorted() { common.add(filters) }
        var taken: [UInt64: Int] = [:]
        func unique(_ digest: ContentDigest) -> UInt64 {
            var digest = digest
            let count = taken[digest.value, default: 0]
            taken[digest.value] = count + 1
            if count > 0 { digest.add(UInt64(count)) }
            return digest.value
        }
        for (place, rule) in read.enumerated() where links.isCorrelated(place) {
            var digest = common
            digest.add(text(rule.summary.source))
            digest.add(rule.summary.id)
            digest.add(rule.name ?? "")
            for name in links.carried[place] { digest.add(name) }
            rules[place] = unique(digest)
            valueCounts[place] = links.carried[place].count
        }
        for linked in links.linked {
            var digest = common
            digest.add(text(linked.correlation.summary.source))
            digest.add(linked.correlation.summary.id)
            for input in linked.inputs {
                digest.add(input < read.count ? rules[input] ?? 0 : correlations[input - read.count])
            }
            correlations.append(unique(digest))
        }
    }
}
