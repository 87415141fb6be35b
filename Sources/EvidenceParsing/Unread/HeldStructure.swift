import Vocabulary

/// Knows files that no mark at a fixed place tells, or not sharply enough, by how they are built.
enum HeldStructure {
    static func kind(of head: [UInt8], isWhole: Bool) -> HeldKind? {
        let bytes = head.span
        if isAmcache(bytes) { return .amcache }
        if isWindowsProgram(bytes) { return .windowsProgram }
        if isJumpList(bytes) { return .jumpList }
        if isDeletedFile(bytes, isWhole: isWhole) { return .recycleBin }
        if isChangeJournal(bytes) { return .changeJournal }
        if hasPartitions(bytes) { return .diskImage }
        return nil
    }

    /// A hive states the end of its own name at byte 48: 31 units of UTF-16.
    private static func isAmcache(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count >= 112, bytes.starts(0..<bytes.count, with: "regf"), bytes[28] == 0 else { return false }
        return bytes.first(Self.wideAmcache, in: 48..<112) != nil
    }

    private static let wideAmcache: StaticString = "A\0m\0c\0a\0c\0h\0e\0.\0h\0v\0e\0"

    /// `MZ`, and where byte 60 points, `PE`.
    private static func isWindowsProgram(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count >= 64, bytes.starts(0..<bytes.count, with: "MZ") else { return false }
        let place = Int(bytes.number32(at: 60))
        return place <= bytes.count - 4 && bytes.starts(place..<bytes.count, with: "PE\0\0")
    }

    /// An OLE file with a stream `DestList`, or a list of shortcuts behind a header of one of three numbers.
    private static func isJumpList(_ bytes: Span<UInt8>) -> Bool {
        let all = 0..<bytes.count
        guard bytes.count > 64 else { return false }
        if bytes.number32(at: 0) == 0xE011_CFD0 { return bytes.first("D\0e\0s\0t\0L\0i\0s\0t\0", in: all) != nil }
        guard bytes.number32(at: 0) == 2, bytes.number32(at: 4) < 256, bytes.number32(at: 8) == 0 else { return false }
        return bytes.contains(HeldContent.shellLinkClass)
    }

    /// Version, size and time of deletion, and the file's name, to the end: of a fixed or a stated length.
    private static func isDeletedFile(_ bytes: Span<UInt8>, isWhole: Bool) -> Bool {
        guard isWhole, bytes.count >= 28, bytes.number32(at: 4) == 0 else { return false }
        // 1970 to 2100 as the higher half of a FILETIME.
        guard (0x019D_B1DE...0x0245_0000).contains(bytes.number32(at: 20)) else { return false }
        switch bytes.number32(at: 0) {
        case 1: return bytes.count == 544
        case 2: return bytes.count == 28 + 2 * Int(bytes.number32(at: 24))
        default: return false
        }
    }

    /// Records of a change journal in a row, behind the zeros of its past, which is sparse ([MS-FSCC] 2.3.63).
    private static func isChangeJournal(_ bytes: Span<UInt8>) -> Bool {
        var place = 0
        while place + 8 <= bytes.count, bytes.number32(at: place) == 0 { place += 8 }
        var records = 0
        while records < 2 {
            guard bytes.count - place >= 60 else { return records > 0 && place == bytes.count }
            let length = Int(bytes.number32(at: place))
            let version = bytes.number32(at: place + 4)
            // The name ends the record, but for zeros up to a place that 8 divides.
            let name = version == 2 ? 56 : 72
            guard version == 2 || version == 3, length % 8 == 0, length <= 1024, length <= bytes.count - place,
                length > name + 4
            else { return false }
            let nameLength = Int(bytes.number16(at: place + name))
            let nameOffset = Int(bytes.number16(at: place + name + 2))
            guard nameOffset == name + 4, (nameOffset + nameLength...nameOffset + nameLength + 7).contains(length)
            else { return false }
            place += length
            records += 1
        }
        return true
    }

    /// The four partitions of a master boot record: each bootable or not, one at least of some kind and length.
    private static func hasPartitions(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count >= 1024, bytes[510] == 0x55, bytes[511] == 0xAA else { return false }
        var used = 0
        for entry in stride(from: 446, to: 510, by: 16) {
            guard bytes[entry] & 0x7F == 0 else { return false }
            if bytes[entry + 4] != 0, bytes.number32(at: entry + 8) > 0, bytes.number32(at: entry + 12) > 0 {
                used += 1
            }
        }
        return used > 0
    }
}

extension Span<UInt8> {
    fileprivate func number16(at place: Int) -> UInt16 { UInt16(self[place]) | UInt16(self[place + 1]) << 8 }

    fileprivate func contains(_ wanted: [UInt8]) -> Bool {
        guard let lead = wanted.first else { return true }
        var place = first(lead, in: 0..<count)
        while count - place >= wanted.count {
            var same = 0
            while same < wanted.count, self[place + same] == wanted[same] { same += 1 }
            if same == wanted.count { return true }
            place = first(lead, in: place + 1..<count)
        }
        return false
    }
}
