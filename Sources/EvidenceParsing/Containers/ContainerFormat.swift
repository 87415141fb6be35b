package import Vocabulary

/// Files that hold other files, or one file in fewer bytes.
package enum ContainerFormat: Sendable, CaseIterable {
    case gzip, bzip2, xz, zstd, zip, tar, sevenZip

    /// The container that a file begins like; nil for anything else. Its name plays no part.
    ///
    /// - Parameter head: The first ``EvidenceFormats/headLength`` bytes, or the whole file where it is shorter.
    package init?(head: [UInt8]) {
        guard let format = Self.allCases.first(where: { $0.begins(head) }) else { return nil }
        self = format
    }

    /// What the container is as evidence.
    package var evidenceFormat: EvidenceFormat {
        switch self {
        case .gzip: .gzip
        case .bzip2: .bzip2
        case .xz: .xz
        case .zstd: .zstd
        case .zip: .zip
        case .tar: .tar
        case .sevenZip: .sevenZip
        }
    }

    /// Whether it holds one file, which has no name of its own.
    var isCompressedFile: Bool {
        switch self {
        case .gzip, .bzip2, .xz, .zstd: true
        case .zip, .tar, .sevenZip: false
        }
    }

    /// Whether its table of contents stands at its end.
    var needsRandomAccess: Bool { self == .zip || self == .sevenZip }

    /// Endings of names that go when a compressed file is unpacked.
    var endings: [(packed: String, unpacked: String)] {
        switch self {
        case .gzip: [(".gz", ""), (".tgz", ".tar")]
        case .bzip2: [(".bz2", ""), (".tbz2", ".tar"), (".tbz", ".tar")]
        case .xz: [(".xz", ""), (".txz", ".tar")]
        case .zstd: [(".zst", ""), (".tzst", ".tar"), (".zstd", "")]
        case .zip, .tar, .sevenZip: []
        }
    }

    private func begins(_ head: [UInt8]) -> Bool {
        switch self {
        // RFC 1952: the only method is 8; the upper three flags are reserved.
        case .gzip: head.count > 3 && head.starts(with: [0x1F, 0x8B, 8]) && head[3] & 0xE0 == 0
        case .bzip2: Self.isBzip2(head)
        case .xz: head.starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0])
        // RFC 8878, a frame of data or one to be skipped.
        case .zstd:
            head.starts(with: [0x28, 0xB5, 0x2F, 0xFD])
                || head.count > 8 && head[0] & 0xF0 == 0x50 && head[1...].starts(with: [0x2A, 0x4D, 0x18])
        // APPNOTE.TXT 4.3: a file, an empty archive, or the first of several parts.
        case .zip:
            [[3, 4], [5, 6], [7, 8]].contains { head.starts(with: [0x50, 0x4B] + $0) }
        case .tar: Self.isTar(head)
        case .sevenZip: head.starts(with: [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C])
        }
    }

    /// `BZh`, a level, and the mark of a block or of the end.
    private static func isBzip2(_ head: [UInt8]) -> Bool {
        guard head.count >= 10, head.starts(with: Array("BZh".utf8)),
            (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(head[3])
        else { return false }
        let mark = head[4..<10]
        return mark.elementsEqual([0x31, 0x41, 0x59, 0x26, 0x53, 0x59])
            || mark.elementsEqual([0x17, 0x72, 0x45, 0x38, 0x50, 0x90])
    }

    /// Whether the first 512 bytes are a header whose checksum fits: the sum of its bytes, the checksum itself read as
    /// blanks, as octal digits (POSIX.1-1988, ustar).
    private static func isTar(_ head: [UInt8]) -> Bool {
        guard head.count >= 512, head[0] != 0 else { return false }
        let field = 148..<156
        var stated = 0
        var digits = 0
        for byte in head[field].drop(while: { $0 == 0x20 }) {
            guard (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(byte) else { break }
            stated = stated * 8 + Int(byte - UInt8(ascii: "0"))
            digits += 1
        }
        guard digits > 0 else { return false }
        var sum = 0
        for place in 0..<512 { sum += field.contains(place) ? 0x20 : Int(head[place]) }
        return sum == stated
    }
}
