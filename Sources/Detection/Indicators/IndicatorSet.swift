package import Vocabulary

/// Indicators of compromise made ready to be looked for in records, some 70 bytes each. Immutable; share it between
/// tasks.
package final class IndicatorSet: Sendable {
    /// What is kept of an indicator beside its text: 16 bytes.
    struct Entry: Sendable {
        /// Where its value begins in ``values``.
        let start: UInt32
        /// Where its remark begins in ``remarks``, or of no remark.
        let remark: UInt32
        let length: UInt16
        /// Of its spelling, behind the value.
        let spelling: UInt16
        let list: UInt16
        let kind: UInt8
        let level: UInt8

        static let noRemark = UInt32.max
    }

    /// How many are looked for; those that several lists have count once.
    package let count: Int
    let entries: ContiguousArray<Entry>
    private let values: ContiguousArray<UInt8>
    /// Each two bytes of length and the text.
    private let remarks: ContiguousArray<UInt8>
    /// The names of the lists, as the caller gave them.
    package let lists: [String]

    let table: IndicatorTable
    /// The last parts of paths and the hosts of URLs: only at these is more looked for.
    let marks: BitFilter
    /// Bytes of the longest path.
    let longestPath: Int
    /// Bytes of the longest file name, or last part of a path.
    let longestName: Int
    /// Widths of the networks of each family, of 128.
    let prefixes: (v4: [Int], v6: [Int])
    /// Fields whose whole values are compared.
    let roles: FieldRoles.Roles
    let hasKeys: Bool
    let hasPaths: Bool
    let hasURLs: Bool
    let hasMailboxes: Bool
    /// Whether accounts are named by the identifiers that Windows gives them.
    let hasSecurityIdentifiers: Bool
    let classes = ByteClasses.table

    init(
        count: Int, entries: ContiguousArray<Entry>, values: ContiguousArray<UInt8>, remarks: ContiguousArray<UInt8>,
        lists: [String], table: IndicatorTable, traits: IndicatorTraits
    ) {
        self.count = count
        self.entries = entries
        self.values = values
        self.remarks = remarks
        self.lists = lists
        self.table = table
        marks = traits.filter
        longestPath = traits.longestPath
        longestName = traits.longestName
        prefixes = (traits.prefixesV4.sorted(), traits.prefixesV6.sorted())
        roles = traits.roles
        hasKeys = traits.kinds.contains(.sshKey)
        hasPaths = traits.kinds.contains(.filePath) || traits.kinds.contains(.registryKey)
        hasURLs = traits.kinds.contains(.url)
        hasMailboxes = traits.kinds.contains(.email)
        hasSecurityIdentifiers = traits.hasSecurityIdentifiers
    }

    /// Bytes that all of it takes.
    package var size: Int {
        entries.count * MemoryLayout<Entry>.stride + values.count + remarks.count + table.size + marks.size
    }

    static let kinds = IndicatorKind.allCases

    @inline(__always)
    func kind(_ number: Int) -> IndicatorKind { Self.kinds[Int(entries[number].kind)] }

    /// Hands on the bytes of a value, as ``IndicatorShape/stored`` has them.
    @inline(__always)
    func withStored<Result>(_ number: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let entry = entries[number]
        return values.withUnsafeBufferPointer {
            body(UnsafeBufferPointer(rebasing: $0[Int(entry.start)..<Int(entry.start) + Int(entry.length)]))
        }
    }

    /// The value as people read it.
    func value(_ number: Int) -> String {
        let entry = entries[number]
        let end = Int(entry.start) + Int(entry.length)
        let stored = values[Int(entry.start)..<end]
        let kind = kind(number)
        if kind.isHexadecimal {
            return String(decoding: IndicatorSetBuilder.digits(of: stored), as: UTF8.self)
        }
        switch kind {
        case .address, .network: return String(decoding: values[end..<end + Int(entry.spelling)], as: UTF8.self)
        case .registryKey:
            let root = RegistryRoot(rawValue: stored.first ?? 0) ?? .unsaid
            return root.words + String(decoding: stored.dropFirst(), as: UTF8.self)
        default: return String(decoding: stored, as: UTF8.self)
        }
    }

    private func remark(_ number: Int) -> String? {
        let start = entries[number].remark
        guard start != Entry.noRemark else { return nil }
        let place = Int(start)
        let length = Int(remarks[place]) | Int(remarks[place + 1]) << 8
        return String(decoding: remarks[place + 2..<place + 2 + length], as: UTF8.self)
    }

    /// What is said of a hit as of a match of a rule: its id is `indicator:<kind>:<value>`.
    package func summary(_ number: Int) -> RuleSummary {
        let entry = entries[number]
        let kind = kind(number)
        let value = value(number)
        let joint = kind == .sshKey ? "" : " "
        let remark = remark(number).map { " (\($0))" } ?? ""
        return RuleSummary(
            id: "indicator:\(kind.rawValue):\(value)", title: "Indicator: \(kind.words)\(joint)\(value)\(remark)",
            level: Severity.allCases[Int(entry.level)], tags: [], source: lists[Int(entry.list)])
    }

    /// Whether an indicator has an id, in either case of letters.
    package func hasIndicator(withID id: String) -> Bool {
        let parts = id.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].lowercased() == "indicator",
            let kind = IndicatorKind(rawValue: parts[1].lowercased()),
            let shape = try? IndicatorShape(parts[2].utf8, as: kind)
        else { return false }
        var isThere = false
        table.find(IndicatorSetBuilder.hash(of: shape)) { number in
            if self.kind(number) == shape.kind, withStored(number, { $0.elementsEqual(shape.stored) }) {
                isThere = true
            }
        }
        return isThere
    }
}
