/// The key of a detection item, `CommandLine|contains|all`: a field and what its modifiers ask for.
struct FieldKey {
    /// How the value is to be understood.
    enum Meaning: Equatable {
        case text
        case regex
        case network
        case exists
        case fieldReference
        case compare(Comparison)
    }

    /// A step that changes the value's text before it is looked for.
    enum Transform: Equatable {
        case utf16(bigEndian: Bool, byteOrderMark: Bool)
        case base64
        case base64AtEveryOffset
        case dashes
    }

    /// The field without blanks; ``FieldQuestion/everyField`` for keywords.
    let field: String
    var meaning = Meaning.text
    var transforms: [Transform] = []
    /// `*` before and behind the value, from `contains`, `startswith` and `endswith`.
    var wideBefore = false
    var wideBehind = false
    var needsAll = false
    var cased = false
    var differs = false
    var datePart: DatePart?
    var regexFlags: Set<Character> = []

    init(_ node: SigmaNode) throws(RuleFault) {
        let parts = node.text.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        field = FieldKey.compact(parts[0])
        var column = node.place.column + parts[0].unicodeScalars.count + 1
        for part in parts.dropFirst() {
            // Quotes of the key are not counted: the place is that of the modifier, give or take the quote.
            let place = SourcePlace(line: node.place.line, column: column)
            try apply(part, at: place)
            column += part.unicodeScalars.count + 1
        }
        try checkTogether(at: node.place)
    }

    /// Blanks of a field's name do not count: rules say `ThreatName` for `Threat Name` (Sigma 2.1, "Field Usage").
    static func compact(_ name: String) -> String {
        name.utf8.contains(UInt8(ascii: " ")) ? name.filter { $0 != " " } : name
    }

    private mutating func apply(_ modifier: String, at place: SourcePlace) throws(RuleFault) {
        switch modifier {
        case "contains": (wideBefore, wideBehind) = (true, true)
        case "startswith": wideBehind = true
        case "endswith": wideBefore = true
        case "all": needsAll = true
        case "cased": cased = true
        case "neq": differs = true
        case "re": try set(.regex, modifier, place)
        case "i", "m", "s":
            guard meaning == .regex else {
                throw RuleFault(place: place, message: "the modifier '\(modifier)' needs 're' before it")
            }
            regexFlags.formUnion(modifier)
        case "cidr": try set(.network, modifier, place)
        case "exists": try set(.exists, modifier, place)
        case "fieldref": try set(.fieldReference, modifier, place)
        case "lt", "lte", "gt", "gte": try set(.compare(Comparison(rawValue: modifier) ?? .equal), modifier, place)
        case "minute", "hour", "day", "week", "month", "year": datePart = DatePart(rawValue: modifier)
        case "windash": try transform(.dashes, modifier, place)
        case "base64": try transform(.base64, modifier, place)
        case "base64offset": try transform(.base64AtEveryOffset, modifier, place)
        case "wide", "utf16le": try transform(.utf16(bigEndian: false, byteOrderMark: false), modifier, place)
        case "utf16be": try transform(.utf16(bigEndian: true, byteOrderMark: false), modifier, place)
        case "utf16": try transform(.utf16(bigEndian: false, byteOrderMark: true), modifier, place)
        case "expand":
            throw RuleFault(
                place: place, kind: .unsupported,
                message: "placeholders ('expand') have no values here; write the values into the rule")
        default:
            throw RuleFault(place: place, message: "unknown modifier '\(modifier)'")
        }
    }

    private mutating func set(_ new: Meaning, _ modifier: String, _ place: SourcePlace) throws(RuleFault) {
        guard meaning == .text else {
            throw RuleFault(place: place, message: "the modifier '\(modifier)' does not go with the one before it")
        }
        meaning = new
    }

    private mutating func transform(_ new: Transform, _ modifier: String, _ place: SourcePlace) throws(RuleFault) {
        guard new == .dashes || (!wideBefore && !wideBehind) else {
            throw RuleFault(
                place: place, message: "'\(modifier)' must stand before 'contains', 'startswith' or 'endswith'")
        }
        transforms.append(new)
    }

    private func checkTogether(at place: SourcePlace) throws(RuleFault) {
        let placed = wideBefore || wideBehind
        switch meaning {
        case .text: break
        case .fieldReference where transforms.isEmpty: break
        case .regex where wideBefore == wideBehind && transforms.isEmpty: break
        case .network, .exists, .compare:
            if !placed && transforms.isEmpty { break }
            fallthrough
        default: throw RuleFault(place: place, message: "these modifiers do not go together")
        }
        if datePart != nil {
            var fits = !placed && transforms.isEmpty
            if case .compare = meaning {} else if meaning != .text { fits = false }
            guard fits else { throw RuleFault(place: place, message: "a part of a date can only be compared") }
        }
    }
}
