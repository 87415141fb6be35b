import Vocabulary

/// What all indicators of a set have in common, which decides what has to be looked at.
struct IndicatorTraits {
    fileprivate(set) var marks: ContiguousArray<UInt64> = []
    fileprivate(set) var longestPath = 0
    fileprivate(set) var longestName = 0
    fileprivate(set) var prefixesV4: Set<Int> = []
    fileprivate(set) var prefixesV6: Set<Int> = []
    fileprivate(set) var roles: FieldRoles.Roles = []
    fileprivate(set) var kinds: Set<IndicatorKind> = []
    fileprivate(set) var hasSecurityIdentifiers = false

    var filter: BitFilter {
        var filter = BitFilter(count: marks.count)
        for mark in marks { filter.insert(mark) }
        return filter
    }
}

/// Collects indicators into an ``IndicatorSet``.
struct IndicatorSetBuilder {
    private var entries: ContiguousArray<IndicatorSet.Entry> = []
    private var hashes: ContiguousArray<UInt64> = []
    private var values: ContiguousArray<UInt8> = []
    private var remarks: ContiguousArray<UInt8> = []
    private var sharedRemarks: [[UInt8]: UInt32] = [:]
    private var traits = IndicatorTraits()
    private(set) var lists: [String] = []

    var count: Int { entries.count }

    var isFull: Bool {
        entries.count >= IndicatorLimits.indicators || values.count + remarks.count >= IndicatorLimits.textBytes
    }

    /// Begins a list, for all that is added from now on. Of more than 65,536 lists, the others have the name of the last.
    mutating func begin(list name: String, expecting count: Int) {
        if lists.count < Int(UInt16.max) { lists.append(name) }
        let more = entries.count + min(count, IndicatorLimits.indicators)
        entries.reserveCapacity(more)
        hashes.reserveCapacity(more)
    }

    mutating func add(_ shape: IndicatorShape, level: Severity, remark: [UInt8]) {
        let kind = shape.kind
        guard let place = IndicatorSet.kinds.firstIndex(of: kind),
            let rank = Severity.allCases.firstIndex(of: level)
        else { return }
        note(shape)
        hashes.append(Self.hash(of: shape))
        entries.append(
            IndicatorSet.Entry(
                start: UInt32(values.count), remark: keep(remark), length: UInt16(shape.stored.count),
                spelling: UInt16(shape.spelling.count), list: UInt16(lists.count - 1), kind: UInt8(place),
                level: UInt8(rank)))
        values.append(contentsOf: shape.stored)
        values.append(contentsOf: shape.spelling)
    }

    private mutating func keep(_ remark: [UInt8]) -> UInt32 {
        guard !remark.isEmpty else { return IndicatorSet.Entry.noRemark }
        if let known = sharedRemarks[remark] { return known }
        let start = UInt32(remarks.count)
        remarks.append(UInt8(truncatingIfNeeded: remark.count))
        remarks.append(UInt8(truncatingIfNeeded: remark.count >> 8))
        remarks.append(contentsOf: remark)
        if sharedRemarks.count < IndicatorLimits.sharedRemarks { sharedRemarks[remark] = start }
        return start
    }

    private mutating func note(_ shape: IndicatorShape) {
        traits.kinds.insert(shape.kind)
        traits.roles.formUnion(shape.kind.role)
        switch shape.kind {
        case .fileName: traits.longestName = max(traits.longestName, shape.stored.count)
        case .filePath, .registryKey:
            let leaf = shape.stored[((shape.stored.lastIndex(of: 0x5C) ?? -1) + 1)...]
            traits.marks.append(TokenHash.of(leaf))
            traits.longestName = max(traits.longestName, leaf.count)
            traits.longestPath = max(traits.longestPath, shape.stored.count)
        case .url: traits.marks.append(TokenHash.of(shape.stored[RangeOfHost.range(in: shape.stored)]))
        case .network:
            let prefix = Int(shape.stored[16])
            let isV4 = prefix >= 96 && shape.stored[..<12].elementsEqual([UInt8](repeating: 0, count: 10) + [255, 255])
            if isV4 { traits.prefixesV4.insert(prefix) } else { traits.prefixesV6.insert(prefix) }
        case .account where shape.stored.starts(with: "s-1-".utf8): traits.hasSecurityIdentifiers = true
        default: break
        }
    }

    /// Bytes as hexadecimal digits.
    static func digits(of bytes: some Collection<UInt8>) -> [UInt8] {
        var digits: [UInt8] = []
        digits.reserveCapacity(2 * bytes.count)
        func append(_ half: UInt8) { digits.append(half < 10 ? half + 0x30 : half + 0x57) }
        for byte in bytes {
            append(byte >> 4)
            append(byte & 15)
        }
        return digits
    }

    /// The number by which a value is found.
    static func hash(of shape: IndicatorShape) -> UInt64 {
        if shape.kind.isHexadecimal { return TokenHash.of(digits(of: shape.stored)) }
        switch shape.kind {
        case .address, .network:
            var bits: UInt128 = 0
            for byte in shape.stored[..<16] { bits = bits << 8 | UInt128(byte) }
            return TokenHash.of(address: bits, prefix: Int(shape.stored[16]))
        case .filePath: return TokenHash.of(path: shape.stored)
        case .registryKey: return TokenHash.of(path: shape.stored.dropFirst())
        case .sshKey: return TokenHash.of(shape.stored.map(CaseFolding.ascii))
        case .userAgent: return TokenHash.of(CaseFolding.bytes(String(decoding: shape.stored, as: UTF8.self)))
        default: return TokenHash.of(shape.stored)
        }
    }

    /// The set.
    ///
    /// - Returns: With it the number of indicators that were said before, and of those that crowd the table.
    consuming func finish() -> (set: IndicatorSet, repeated: Int, crowded: Int) {
        var counts = (taken: 0, repeated: 0, crowded: 0)
        let (entries, values) = (entries, values)
        func bytes(_ number: Int) -> ArraySlice<UInt8> {
            let entry = entries[number]
            return ArraySlice(values[Int(entry.start)..<Int(entry.start) + Int(entry.length)])
        }
        let table = IndicatorTable(
            hashes,
            isSame: { entries[$0].kind == entries[$1].kind && bytes($0) == bytes($1) },
            outcome: { _, outcome in
                switch outcome {
                case .taken: counts.taken += 1
                case .repeated: counts.repeated += 1
                case .crowded: counts.crowded += 1
                }
            })
        let set = IndicatorSet(
            count: counts.taken, entries: entries, values: values, remarks: remarks, lists: lists, table: table,
            traits: traits)
        return (set, counts.repeated, counts.crowded)
    }
}
