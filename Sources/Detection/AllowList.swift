package import Vocabulary

/// What is known to be harmless in the matches of rules here, for a time: each entry with who says so, and why.
///
///     allow:
///       - rule: 5f9f2b2c-0a3e-4a5d-9d7f-6a1c2f1f0a11
///         fields: {Image|endswith: '\backup.exe', Computer: [SRV1, SRV2]}
///         reason: the nightly backup
///         owner: J. Doe
///         expires: 2027-01-31
package struct AllowList: Sendable {
    package struct Entry: Sendable {
        /// The id or title of the rule, in either case of letters.
        package let rule: String
        package let reason: String
        package let owner: String
        /// The first moment at which it does not apply any more.
        package let expires: Timestamp
        /// `file:line:column` of the entry.
        package let place: String
        /// What the record must show, or the group of a correlation; nil where all matches of the rule are meant.
        let criterion: Criterion?
    }

    package private(set) var entries: [Entry] = []
    /// Entries that had expired when the list was read.
    package private(set) var expired: [Entry] = []

    package init() {}

    package var isEmpty: Bool { entries.isEmpty }

    /// Reads lists.
    ///
    /// - Parameter moment: Now; what has expired by then does not apply.
    /// - Returns: What they say; and each document's first problem, with which nothing of it is used.
    package static func read(
        _ sources: [RuleSource], at moment: Timestamp
    ) -> (list: AllowList, problems: [RuleProblem]) {
        var list = AllowList()
        var problems: [RuleProblem] = []
        for source in sources {
            for document in SigmaDocuments.read(source) {
                do throws(RuleFault) {
                    for entry in try AllowListReader.read(try document.get(), file: source.name) {
                        if entry.expires <= moment { list.expired.append(entry) } else { list.entries.append(entry) }
                    }
                } catch {
                    problems.append(RuleProblem(error, file: source.name))
                }
            }
        }
        return (list, problems)
    }
}

/// Asks whether matches are on a list. Made for one task, as a ``RuleMatcher`` is.
package struct AllowMatcher: ~Copyable {
    private var evaluation: Evaluation
    private var fields: FieldNumbering
    /// Of each rule by id and title, in lower case, what its entries ask for: a node, or nil for nothing.
    private var nodes: [String: [UInt32?]] = [:]

    package init(_ list: AllowList) {
        var builder = RuleProgramBuilder()
        for entry in list.entries {
            let variant = entry.criterion.map { builder.addVariant(rule: 0, $0) }
            nodes[entry.rule.lowercased(), default: []].append(variant.map { builder.program.variants[Int($0)].root })
        }
        evaluation = Evaluation(builder.program)
        fields = FieldNumbering(builder.program)
    }

    /// Whether a match of a rule is known to be harmless.
    package mutating func allows(_ rule: RuleSummary, _ record: LogRecord) -> Bool {
        allows(rule) { record }
    }

    /// Whether a match of a correlation is known to be harmless.
    ///
    /// - Parameter group: The values that its records have in common. They are all that `fields` of an entry can ask for.
    package mutating func allows(_ rule: RuleSummary, group: [(name: String, value: String)]) -> Bool {
        allows(rule) {
            var builder = RecordBatchBuilder()
            builder.beginRecord(position: 0, number: 0)
            for (name, value) in group { builder.append(builder.intern(FieldName(name, path: [])), .utf8, value.utf8) }
            builder.endRecord()
            return builder.finish()[0]
        }
    }

    private mutating func allows(_ rule: RuleSummary, _ record: () -> LogRecord) -> Bool {
        guard !nodes.isEmpty else { return false }
        let asked = (nodes[rule.id.lowercased()] ?? []) + (nodes[rule.title.lowercased()] ?? [])
        guard !asked.isEmpty else { return false }
        if asked.contains(nil) { return true }
        let record = record()
        fields.see(record.batch.catalogue)
        evaluation.begin(record.batch.rows[record.index], record.batch, fields)
        for case let node? in asked where evaluation.holds(node, record.batch) { return true }
        return false
    }
}
