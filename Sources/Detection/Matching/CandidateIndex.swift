/// Which rule variants a record can match at all, by channel, provider, event code, or the fields it has.
struct CandidateIndex: Sendable {
    /// The variants of one channel or provider.
    private struct Entry: Sendable {
        var byCode: [Int64: [UInt32]] = [:]
        var anyCode: [UInt32] = []
        /// For records without a code: the variants whose route does not ask for one.
        var withoutCode: [UInt32] = []
    }

    /// Variants for records that have all of some fields.
    struct Shape: Sendable {
        let fields: [UInt32]
        /// Of which a record that has a code must have one; empty for any.
        let codes: Set<Int64>
        var variants: [UInt32]

        /// Whether a record of a source can have the shape, as far as its event code says.
        func takes(_ source: Source) -> Bool {
            codes.isEmpty || !source.hasCode || source.code.map(codes.contains) == true
        }
    }

    /// A name of a channel or provider, as far as the rules know it.
    enum Name: Hashable, Sendable {
        case absent, unknown
        case known(UInt32)

        fileprivate var place: Int64 {
            switch self {
            case .absent: 0
            case .unknown: 1
            case .known(let number): Int64(number) + 2
            }
        }
    }

    private var names: [String: UInt32] = [:]
    private var channels: [UInt32: Entry] = [:]
    private var providers: [UInt32: Entry] = [:]
    private var windows = Entry()
    private var codes: Set<Int64> = []
    private(set) var shapes: [Shape] = []
    private var linuxSysmon: UInt32?

    init() {
        // The one program that writes Windows-shaped records elsewhere.
        linuxSysmon = number(of: "Linux-Sysmon")
    }

    /// - Parameter ruleCodes: The event codes without which the rule cannot match; nil where any will do.
    mutating func insert(
        _ variant: UInt32, route: LogSourceRoute, ruleCodes: Set<Int64>?, fieldNumbers: [UInt32]
    ) {
        let routeCodes = route.eventCodes.isEmpty ? nil : Set(route.eventCodes)
        let wanted = routeCodes.map { codes in ruleCodes?.intersection(codes) ?? codes } ?? ruleCodes
        if let wanted { codes.formUnion(wanted) }
        func add(to entry: inout Entry) {
            if routeCodes == nil { entry.withoutCode.append(variant) }
            guard let wanted else { return entry.anyCode.append(variant) }
            for code in wanted { entry.byCode[code, default: []].append(variant) }
        }
        for channel in Set(route.channels.map(CaseFolding.string)) {
            add(to: &channels[number(of: channel), default: Entry()])
        }
        for provider in Set(route.providers.map(CaseFolding.string)) {
            add(to: &providers[number(of: provider), default: Entry()])
        }
        if route.anyWindowsLog { add(to: &windows) }
        if !fieldNumbers.isEmpty { addShape(variant, fieldNumbers, routeCodes ?? []) }
    }

    private mutating func addShape(_ variant: UInt32, _ fields: [UInt32], _ shapeCodes: Set<Int64>) {
        codes.formUnion(shapeCodes)
        if let place = shapes.firstIndex(where: { $0.fields == fields && $0.codes == shapeCodes }) {
            shapes[place].variants.append(variant)
        } else {
            shapes.append(Shape(fields: fields, codes: shapeCodes, variants: [variant]))
        }
    }

    private mutating func number(of name: String) -> UInt32 {
        let folded = CaseFolding.string(name)
        if let known = names[folded] { return known }
        let number = UInt32(names.count)
        names[folded] = number
        return number
    }

    func name(_ text: String) -> Name {
        names[CaseFolding.string(text)].map(Name.known) ?? .unknown
    }

    /// The code itself where a rule asks for it; nil for all others, which are alike.
    func knownCode(_ code: Int64) -> Int64? { codes.contains(code) ? code : nil }

    /// What is known of where a record comes from.
    struct Source: Hashable, Sendable {
        var channel: Name
        var provider: Name
        /// The record has an event code, known or not.
        var hasCode: Bool
        var code: Int64?

        /// A number that is mostly another for another source; 0 or more.
        var place: Int {
            let names = channel.place &* 31 &+ provider.place &* 17
            return Int(truncatingIfNeeded: UInt64(bitPattern: names &+ (code ?? 0)) & 0xFFFF)
        }
    }

    /// The variants for a source, in the order of the rules.
    func candidates(_ source: Source) -> [UInt32] {
        var found: Set<UInt32> = []
        func collect(_ entry: Entry) {
            guard source.hasCode else { return found.formUnion(entry.withoutCode) }
            found.formUnion(entry.anyCode)
            if let code = source.code { found.formUnion(entry.byCode[code] ?? []) }
        }
        if case .known(let number) = source.channel, let entry = channels[number] { collect(entry) }
        if case .known(let number) = source.provider, let entry = providers[number] { collect(entry) }
        let isLinux = source.provider == linuxSysmon.map(Name.known)
        if source.hasCode, source.channel != .absent, !isLinux { collect(windows) }
        return found.sorted()
    }
}
