/// Finds fields that the records of a rule's log source do not have.
enum FieldCheck {
    /// What is to be said of the fields of a rule. Of a source whose fields are not known, nothing is said.
    static func doubts(of document: SigmaNode, _ source: LogSource, _ table: LogSourceTable) -> [RuleFault] {
        guard let known = WindowsFields.known(of: source) else { return [] }
        let named = Set(table.routes(of: source).flatMap(\.mapping).map { $0.field.lowercased() })
        var doubts: [RuleFault] = []
        for (name, place) in fields(of: document) {
            let field = FieldKey.compact(name).lowercased()
            guard !field.isEmpty, !known.contains(field), !named.contains(field) else { continue }
            doubts.append(
                RuleFault(
                    place: place, kind: .warning,
                    message: "records of \(source.category ?? "this log source") have no field '\(name)'"))
        }
        return doubts
    }

    private static func fields(of document: SigmaNode) -> [(name: String, place: SourcePlace)] {
        let selections = document["detection"]?.pairs?.filter { $0.key.text != "condition" } ?? []
        return selections.flatMap { selection in
            (selection.value.items ?? [selection.value]).flatMap { $0.pairs ?? [] }.map { pair in
                (String(pair.key.text.prefix { $0 != "|" }), pair.key.place)
            }
        }
    }
}
