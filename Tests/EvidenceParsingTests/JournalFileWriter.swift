/// Writes a file of the journal as its format is published: a header, and objects behind each other.
struct JournalFileWriter {
    private(set) var bytes: [UInt8]
    private let isCompact: Bool
    private var known: [[UInt8]: UInt64] = [:]
    private var count: UInt64 = 0

    /// - Parameter state: 0 closed, 1 open, 2 archived.
    init(isCompact: Bool = false, state: UInt8 = 0) {
        self.isCompact = isCompact
        bytes = Array("LPKSHHRH".utf8) + Self.little(0, 4) + Self.little(isCompact ? 0x10 : 0, 4) + [state]
        bytes += [UInt8](repeating: 0, count: 7) + [UInt8](repeating: 0xAA, count: 16)
        bytes +=
            [UInt8](repeating: 0xBB, count: 16) + [UInt8](repeating: 0xCC, count: 16)
            + [UInt8](repeating: 0xDD, count: 16)
        bytes += Self.little(272, 8)
        bytes += [UInt8](repeating: 0, count: 272 - bytes.count)
    }

    static func little(_ value: UInt64, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) }
    }

    /// Adds an object and returns its place.
    @discardableResult
    mutating func object(_ kind: UInt8, flags: UInt8 = 0, _ content: [UInt8]) -> UInt64 {
        while bytes.count % 8 != 0 { bytes.append(0) }
        let place = UInt64(bytes.count)
        bytes += [kind, flags, 0, 0, 0, 0, 0, 0] + Self.little(UInt64(16 + content.count), 8) + content
        return place
    }

    /// Adds a field, once, and returns its place.
    mutating func data(_ payload: [UInt8], flags: UInt8 = 0) -> UInt64 {
        if let place = known[payload] { return place }
        let place = object(1, flags: flags, [UInt8](repeating: 0x11, count: isCompact ? 56 : 48) + payload)
        known[payload] = place
        return place
    }

    /// - Parameter seconds: Since 1970.
    mutating func entry(_ places: [UInt64], seconds: UInt64) {
        count += 1
        var content = Self.little(count, 8) + Self.little(seconds * 1_000_000, 8) + Self.little(77, 8)
        content += [UInt8](repeating: 0xEE, count: 16) + Self.little(0x1234, 8)
        for place in places { content += isCompact ? Self.little(place, 4) : Self.little(place, 8) + Self.little(9, 8) }
        object(3, content)
    }

    mutating func entry(_ fields: String..., seconds: UInt64) {
        entry(fields.map { data(Array($0.utf8)) }, seconds: seconds)
    }
}
