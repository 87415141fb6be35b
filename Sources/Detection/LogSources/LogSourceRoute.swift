/// One way in which the records of a log source can be told from others, and what its fields are called there.
///
/// A record takes the route if its channel or provider is listed, or if it has all of `fields`, or if it is any record
/// of a Windows event log and `anyWindowsLog` says so; and if its event code is one of `eventCodes`, where there are
/// any; and if it meets `requires`. A record that shows none of this is not matched blindly.
struct LogSourceRoute: Sendable {
    var channels: [String] = []
    var providers: [String] = []
    var fields: [String] = []
    var anyWindowsLog = false
    var eventCodes: [Int64] = []
    var requires: Criterion?
    var mapping: [FieldMapping] = []
}

/// The name, and where they differ the values, that a field of the taxonomy has in one kind of record.
struct FieldMapping: Sendable {
    let field: String
    let stored: String
    /// From the taxonomy's values to the stored ones; values that are not listed are the same in both.
    var values: [String: String] = [:]

    init(_ field: String, _ stored: String, values: [String: String] = [:]) {
        self.field = field
        self.stored = stored
        self.values = values
    }

    /// Names alone, the rules' and the records'.
    static func list(_ names: [String: String]) -> [FieldMapping] {
        names.sorted { $0.key < $1.key }.map { FieldMapping($0.key, $0.value) }
    }
}

extension LogSourceRoute {
    /// What a field of a rule can be called in the records of this route, best first.
    func names(of field: String) -> [String] {
        let stored = mapping.first { $0.field == field }?.stored ?? field
        // The name of the computer is known of every record that states it, whatever it calls it.
        return Self.hostNames.contains(field.lowercased()) ? [stored, "Computer"] : [stored]
    }

    private static let hostNames: Set<String> = ["computername", "hostname", "host", "host.name", "computer_name"]

    /// What a rule asks of the records of this route.
    func criterion(for rule: Criterion) -> Criterion {
        let mapped = mapped(rule)
        return requires.map { .all([$0, mapped]) } ?? mapped
    }

    /// A criterion with the names and values that fields have here.
    func mapped(_ rule: Criterion) -> Criterion {
        guard !mapping.isEmpty else { return rule }
        return rule.mapQuestions { question in
            let test = mapped(question.test)
            guard let entry = mapping.first(where: { $0.field == question.field }) else {
                return .field(.init(field: question.field, test: test))
            }
            return .field(.init(field: entry.stored, test: entry.translate(test)))
        }
    }

    /// A test that names another field has that name changed as well.
    private func mapped(_ test: ValueTest) -> ValueTest {
        switch test {
        case .sameAs(let other, let before, let behind, let cased):
            let stored = mapping.first { $0.field == other }?.stored ?? other
            return .sameAs(field: stored, before: before, behind: behind, cased: cased)
        case .differs(let inner): return .differs(mapped(inner))
        default: return test
        }
    }
}

extension FieldMapping {
    fileprivate func translate(_ test: ValueTest) -> ValueTest {
        switch test {
        case .text(let pattern, let cased):
            guard let literal = pattern.literal, let value = values[literal.lowercased()] else { return test }
            return .text(SigmaPattern(literal: value), cased: cased)
        case .differs(let inner): return .differs(translate(inner))
        default: return test
        }
    }
}
