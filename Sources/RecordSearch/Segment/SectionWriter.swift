#if _endian(big)
    #error("segments are written as the numbers lie in memory, and must be little-endian")
#endif

/// Puts sections one behind the other, each at a multiple of eight bytes, and remembers where they are.
struct SectionWriter {
    private(set) var bytes: [UInt8]
    private(set) var places: [SegmentLayout.Section: Range<Int>] = [:]

    init(expecting count: Int) {
        bytes = []
        bytes.reserveCapacity(count)
        bytes.append(contentsOf: repeatElement(0, count: SegmentLayout.headerLength))
    }

    mutating func put(_ section: SegmentLayout.Section, _ numbers: [some FixedWidthInteger & BitwiseCopyable]) {
        numbers.withUnsafeBytes { put(section, $0) }
    }

    private mutating func put(_ section: SegmentLayout.Section, _ content: UnsafeRawBufferPointer) {
        let padding = (8 - bytes.count % 8) % 8
        bytes.append(contentsOf: repeatElement(0, count: padding))
        places[section] = bytes.count..<bytes.count + content.count
        bytes.append(contentsOf: content)
    }

    /// Writes the header, but for its checksums.
    mutating func finish(records: Int) {
        let places = places
        bytes.withUnsafeMutableBytes { bytes in
            bytes.storeBytes(of: SegmentLayout.magic, toByteOffset: 0, as: UInt64.self)
            bytes.storeBytes(of: SegmentLayout.version, toByteOffset: 8, as: UInt32.self)
            bytes.storeBytes(of: UInt32(records), toByteOffset: 12, as: UInt32.self)
            for section in SegmentLayout.Section.allCases {
                let place = places[section] ?? 0..<0
                let entry = SegmentLayout.sectionsPlace + 16 * section.rawValue
                bytes.storeBytes(of: UInt64(place.lowerBound), toByteOffset: entry, as: UInt64.self)
                bytes.storeBytes(of: UInt64(place.count), toByteOffset: entry + 8, as: UInt64.self)
            }
        }
    }
}

extension [UInt8] {
    /// Appends a number seven bits a byte, the lowest first.
    @inline(__always)
    mutating func append(varint number: UInt32) {
        var rest = number
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(truncatingIfNeeded: rest))
    }
}

extension OutputSpan<UInt8> {
    /// Appends a number as arrays do: five bytes at most.
    @inline(__always)
    mutating func append(varint number: UInt32) {
        var rest = number
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(truncatingIfNeeded: rest))
    }
}
