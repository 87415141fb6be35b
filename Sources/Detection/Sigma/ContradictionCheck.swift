/// Finds conditions that no record can meet: they ask for something and for its opposite, or for two values of one field.
///
/// What is said is sure, but for fields that have several values in a record, of which one fits the one value and another
/// the other; of the data of event logs that have no names (`Data`), which are such, nothing is said.
struct ContradictionCheck {
    private let selections: [(name: String, criterion: Criterion)]

    /// What must hold, or must not.
    private struct Fact {
        let criterion: Criterion
        let holds: Bool
        /// What it consists of is among the facts, too.
        var isTakenApart = false
    }

    /// How often values of a condition are held against values before nothing is said of it: rules are checked whenever
    /// they are loaded, and a list of thousands beside another is nothing to wait for.
    private static let comparisons = 2_000

    init(_ selections: [(name: String, criterion: Criterion)]) { self.selections = selections }

    /// Why a condition can never hold; nil where nothing speaks against it.
    func reason(against condition: Condition) -> String? {
        let facts = Self.facts(condition.criterion(selections), true)
        var left = Self.comparisons
        if let reason = reason(facts, &left) { return reason }
        // Of alternatives, each may be impossible beside all else that is asked for.
        for case let (criterion, true) in facts.map({ ($0.criterion, $0.holds) }) {
            // Values of one field were held against the rest above.
            guard case .any(let parts) = criterion, Self.values(criterion) == nil,
                parts.count * facts.count <= Self.comparisons
            else { continue }
            let reasons = parts.compactMap { reason(facts + Self.facts($0, true), &left) }
            if reasons.count == parts.count, let first = reasons.first { return first }
        }
        return nil
    }

    /// What follows from a criterion that holds, or does not.
    private static func facts(_ criterion: Criterion, _ holds: Bool) -> [Fact] {
        let whole = Fact(criterion: criterion, holds: holds, isTakenApart: true)
        switch criterion {
        case .not(let part): return facts(part, !holds)
        case .all(let parts) where holds: return [whole] + parts.flatMap { facts($0, true) }
        case .any(let parts) where !holds: return [whole] + parts.flatMap { facts($0, false) }
        case .any(let parts) where parts.count == 1, .all(let parts) where parts.count == 1:
            return facts(parts[0], holds)
        default: return [Fact(criterion: criterion, holds: holds)]
        }
    }

    private func reason(_ facts: [Fact], _ comparisons: inout Int) -> String? {
        let denied = Set(facts.filter { !$0.holds }.map(\.criterion))
        if let both = facts.first(where: { $0.holds && denied.contains($0.criterion) })?.criterion {
            return "for \(name(of: both)) and for its opposite"
        }
        let parts = facts.filter { !$0.isTakenApart }
        if let question = impossibleDatePart(parts) { return "for \(question.words)" }
        if let field = fieldOfExclusiveTests(parts) {
            return "for '\(field)' to be two things that exclude each other"
        }
        for (place, part) in parts.enumerated() where part.holds {
            guard let (field, values) = Self.values(part.criterion) else { continue }
            guard field != FieldQuestion.everyField, field.lowercased() != "data" else { continue }
            var left = values
            for (other, fact) in parts.enumerated() where other != place {
                comparisons -= left.count * Self.size(of: fact.criterion)
                guard comparisons >= 0 else { return nil }
                let possible = left.filter { Self.isPossible($0, of: field, fact) }
                guard possible.isEmpty, let value = left.first else {
                    left = possible
                    continue
                }
                return "for '\(field)' to be '\(value)', and for what that cannot be"
            }
        }
        return nil
    }

    /// The field of two facts of which a value can meet one alone: bounds with no number between them, or other letters
    /// at the same end.
    private func fieldOfExclusiveTests(_ parts: [Fact]) -> String? {
        var seen: [String: [ValueTest]] = [:]
        for case .field(let question) in parts.filter(\.holds).map(\.criterion) {
            guard question.field != FieldQuestion.everyField, question.field.lowercased() != "data" else { continue }
            let others = seen[question.field, default: []]
            // Nobody writes more on one field that must all hold; each is held against each.
            guard others.count < Self.testsOfField else { continue }
            if others.contains(where: { Self.exclude($0, question.test) }) { return question.field }
            seen[question.field] = others + [question.test]
        }
        return nil
    }

    /// A part of a date that is asked for a number that no date has.
    private func impossibleDatePart(_ parts: [Fact]) -> FieldQuestion? {
        for case .field(let question) in parts.filter(\.holds).map(\.criterion) {
            guard case .datePart(let part, let comparison, let bound) = question.test else { continue }
            let condition = CountCondition([.init(relation: comparison, number: bound)])
            if !condition.canHold(in: part.numbers, isWhole: true) { return question }
        }
        return nil
    }

    private static let testsOfField = 32

    private static func exclude(_ one: ValueTest, _ other: ValueTest) -> Bool {
        switch (one, other) {
        case (.compare(let left, let bound), .compare(let right, let limit)):
            guard let order = bound.order(limit) else { return false }
            return excludes(left, order, right) || excludes(right, -order, left)
        case (.datePart(let part, let left, let bound), .datePart(let other, let right, let limit)) where part == other:
            let order = bound < limit ? -1 : bound > limit ? 1 : 0
            return excludes(left, order, right) || excludes(right, -order, left)
        case (.text(let left, cased: false), .text(let right, cased: false))
        where left.literal == nil && right.literal == nil:
            return Self.exclude(Self.fixedStart(left), Self.fixedStart(right))
                || Self.exclude(Self.fixedEnd(left), Self.fixedEnd(right))
        default: return false
        }
    }

    /// Whether a value cannot be more than a bound and less than another.
    ///
    /// - Parameter order: Of the first bound and the second.
    private static func excludes(_ left: Comparison, _ order: Int, _ right: Comparison) -> Bool {
        switch (left, right) {
        case (.greaterOrEqual, .lessOrEqual), (.equal, .lessOrEqual), (.greaterOrEqual, .equal): order > 0
        case (.greater, .less), (.greater, .lessOrEqual), (.greaterOrEqual, .less), (.equal, .less), (.greater, .equal):
            order >= 0
        case (.equal, .equal): order != 0
        default: false
        }
    }

    /// The letters with which a value must begin.
    private static func fixedStart(_ pattern: SigmaPattern) -> [UInt8] {
        if case .literal(let text) = pattern.parts.first { CaseFolding.bytes(text) } else { [] }
    }

    /// The letters with which a value must end, the last one first.
    private static func fixedEnd(_ pattern: SigmaPattern) -> [UInt8] {
        if case .literal(let text) = pattern.parts.last { CaseFolding.bytes(text).reversed() } else { [] }
    }

    private static func exclude(_ one: [UInt8], _ other: [UInt8]) -> Bool { zip(one, other).contains { $0 != $1 } }

    /// Of how many questions a criterion consists.
    private static func size(of criterion: Criterion) -> Int {
        switch criterion {
        case .any(let parts), .all(let parts): parts.reduce(1) { $0 + size(of: $1) }
        case .not(let part): size(of: part)
        default: 1
        }
    }

    private func name(of criterion: Criterion) -> String {
        if let selection = selections.first(where: { $0.criterion == criterion }) { return "'\(selection.name)'" }
        guard case .field(let question) = criterion, question.field != FieldQuestion.everyField else {
            return "something"
        }
        return "something of '\(question.field)'"
    }

    /// The values of which a field must have one, where a criterion says so.
    private static func values(_ criterion: Criterion) -> (field: String, values: [String])? {
        switch criterion {
        case .field(let question):
            switch question.test {
            case .text(let pattern, cased: false): return pattern.literal.map { (question.field, [$0]) }
            case .integer(let number): return (question.field, [String(number)])
            default: return nil
            }
        case .any(let parts):
            let known = parts.compactMap(values)
            guard known.count == parts.count, Set(known.map(\.field)).count == 1 else { return nil }
            return known.first.map { ($0.field, known.flatMap(\.values)) }
        default: return nil
        }
    }

    /// Whether a field of one value can have this one beside a fact.
    private static func isPossible(_ value: String, of field: String, _ fact: Fact) -> Bool {
        fits(value, of: field, fact.criterion).map { $0 == fact.holds } ?? true
    }

    /// Whether a criterion holds for a record whose field is this text; nil where that depends on more.
    private static func fits(_ value: String, of field: String, _ criterion: Criterion) -> Bool? {
        switch criterion {
        case .field(let question):
            guard question.field == field else { return nil }
            switch question.test {
            // A value stands for itself in all cases of letters.
            case .text(let pattern, cased: false):
                let compiled = WildcardPattern(pattern, folds: true)
                return CaseFolding.bytes(value).withUnsafeBufferPointer { compiled.matches($0) }
            case .integer(let number):
                return CaseFolding.bytes(value).withUnsafeBufferPointer { NumberText.isInteger(number, $0) }
            default: return nil
            }
        case .any(let parts):
            let answers = parts.map { fits(value, of: field, $0) }
            return answers.contains(true) ? true : answers.contains(nil) ? nil : false
        case .all(let parts):
            let answers = parts.map { fits(value, of: field, $0) }
            return answers.contains(false) ? false : answers.contains(nil) ? nil : true
        case .not(let part): return fits(value, of: field, part).map { !$0 }
        case .atLeast: return nil
        }
    }
}
