/// Reads what users say of log sources: how the records of a source are told, and what fields are called there.
///
///     logsources:
///       - logsource: {product: windows, category: process_creation}
///         fields: [process.executable, process.command_line]
///         mapping:
///           Image: process.executable
///           CommandLine: process.command_line
struct MappingReader {
    private let node: SigmaNode

    private static let keys: Set<String> = [
        "logsource", "channels", "providers", "fields", "eventcodes", "mapping", "replace",
    ]

    /// Reads a document.
    static func read(_ document: SigmaNode) throws(RuleFault) -> [LogSourceMapping.Entry] {
        guard let list = document["logsources"], let items = list.items else {
            throw RuleFault(
                place: document["logsources"]?.place ?? document.place,
                message: "a mapping file has a list of 'logsources'")
        }
        if let other = document.pairs?.first(where: { $0.key.text != "logsources" }) {
            throw RuleFault(place: other.key.place, message: "'\(other.key.text)' is no part of a mapping file")
        }
        var entries: [LogSourceMapping.Entry] = []
        for item in items { entries.append(try MappingReader(item).entry()) }
        return entries
    }

    private init(_ node: SigmaNode) throws(RuleFault) {
        guard let pairs = node.pairs else { throw RuleFault(place: node.place, message: "an entry must be a map") }
        if let other = pairs.first(where: { !Self.keys.contains($0.key.text) }) {
            throw RuleFault(place: other.key.place, message: "'\(other.key.text)' is no part of an entry")
        }
        self.node = node
    }

    private func entry() throws(RuleFault) -> LogSourceMapping.Entry {
        guard node["logsource"] != nil else {
            throw RuleFault(place: node.place, message: "the entry has no logsource")
        }
        let source = try SigmaRule.logSource(of: node)
        let route = LogSourceRoute(
            channels: try texts("channels"), providers: try texts("providers"),
            fields: try texts("fields").map(FieldKey.compact), eventCodes: try eventCodes())
        let isTold = !route.channels.isEmpty || !route.providers.isEmpty || !route.fields.isEmpty
        var entry = LogSourceMapping.Entry(source: source, route: isTold ? route : nil)
        entry.fields = try mapping()
        if let replace = node["replace"] {
            guard case .bool(let replaces) = replace.content else {
                throw RuleFault(place: replace.place, message: "'replace' takes true or false")
            }
            entry.replaces = replaces
        }
        guard isTold || (!entry.fields.isEmpty && !entry.replaces) else {
            throw RuleFault(
                place: node.place,
                message: "the entry does not say how its records are told: add channels, providers or fields")
        }
        guard isTold || route.eventCodes.isEmpty else {
            throw RuleFault(
                place: node["eventcodes"]?.place ?? node.place,
                message: "event codes alone do not tell where records come from: add channels or providers")
        }
        return entry
    }

    private func texts(_ key: String) throws(RuleFault) -> [String] {
        guard let value = node[key] else { return [] }
        var texts: [String] = []
        for item in value.items ?? [value] {
            guard let text = item.string, !text.isEmpty else {
                throw RuleFault(place: item.place, message: "'\(key)' takes names")
            }
            texts.append(text)
        }
        return texts
    }

    private func eventCodes() throws(RuleFault) -> [Int64] {
        guard let value = node["eventcodes"] else { return [] }
        var codes: [Int64] = []
        for item in value.items ?? [value] {
            guard case .integer(let code) = item.content else {
                throw RuleFault(place: item.place, message: "'eventcodes' takes whole numbers")
            }
            codes.append(code)
        }
        return codes
    }

    private func mapping() throws(RuleFault) -> [FieldMapping] {
        guard let value = node["mapping"] else { return [] }
        guard let pairs = value.pairs else { throw RuleFault(place: value.place, message: "'mapping' must be a map") }
        var fields: [FieldMapping] = []
        for (field, stored) in pairs {
            let name = stored.pairs == nil ? stored : stored["name"]
            guard let text = name?.string, !text.isEmpty else {
                throw RuleFault(
                    place: stored.place, message: "a field stands for the name it has, or {name: .., values: ..}")
            }
            var values: [String: String] = [:]
            for (value, other) in stored["values"]?.pairs ?? [] {
                guard let text = other.string else {
                    throw RuleFault(place: other.place, message: "a value stands for the text it has there")
                }
                values[value.text.lowercased()] = text
            }
            fields.append(FieldMapping(FieldKey.compact(field.text), FieldKey.compact(text), values: values))
        }
        return fields
    }
}

extension LogSourceMapping {
    /// Reads mapping files.
    ///
    /// - Returns: What they say; and each file's first problem, with which nothing of it is used.
    package static func read(_ sources: [RuleSource]) -> (mapping: LogSourceMapping, problems: [RuleProblem]) {
        var mapping = LogSourceMapping()
        var problems: [RuleProblem] = []
        var digest = ContentDigest()
        for source in sources {
            digest.add(source.text)
            for document in SigmaDocuments.read(source) {
                do throws(RuleFault) {
                    for entry in try MappingReader.read(try document.get()) { mapping.add(entry) }
                } catch {
                    problems.append(RuleProblem(error, file: source.name))
                }
            }
        }
        if !sources.isEmpty { mapping.digest = digest.value }
        return (mapping, problems)
    }
}
