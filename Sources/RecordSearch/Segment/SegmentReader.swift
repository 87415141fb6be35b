/// Reads the sections of a segment, with every place checked. Good only while the segment's bytes are borrowed.
struct SegmentReader {
    private let bytes: UnsafeRawBufferPointer
    private let places: [Range<Int>]

    init(bytes: UnsafeRawBufferPointer, places: [Range<Int>]) {
        self.bytes = bytes
        self.places = places
    }

    @inline(__always)
    func section(_ section: SegmentLayout.Section) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[places[section.rawValue]])
    }

    /// A number of an array.
    @inline(__always)
    func number<Number: FixedWidthInteger & BitwiseCopyable>(
        _ section: SegmentLayout.Section, _ index: Int, as type: Number.Type
    ) throws(SegmentDamage) -> Number {
        let place = places[section.rawValue]
        let size = MemoryLayout<Number>.size
        guard index >= 0, index < place.count / size else { throw SegmentDamage("a number is out of place") }
        return Number(
            littleEndian: bytes.loadUnaligned(fromByteOffset: place.lowerBound + size * index, as: type))
    }

    func count(_ section: SegmentLayout.Section, of size: Int) -> Int { places[section.rawValue].count / size }

    /// Bytes of a section.
    @inline(__always)
    func slice(_ section: SegmentLayout.Section, _ range: Range<Int>) throws(SegmentDamage) -> UnsafeRawBufferPointer {
        let place = places[section.rawValue]
        guard range.lowerBound >= 0, range.upperBound <= place.count else {
            throw SegmentDamage("a stretch is out of place")
        }
        return UnsafeRawBufferPointer(
            rebasing: bytes[place.lowerBound + range.lowerBound..<place.lowerBound + range.upperBound])
    }

    /// The stretch between two neighbours of an array of ascending UInt32.
    func stretch(_ section: SegmentLayout.Section, _ index: Int) throws(SegmentDamage) -> Range<Int> {
        let start = Int(try number(section, index, as: UInt32.self))
        let end = Int(try number(section, index + 1, as: UInt32.self))
        guard start <= end else { throw SegmentDamage("a stretch ends before it begins") }
        return start..<end
    }

    /// What every other method relies on.
    func confirmSizes(records: Int) throws(SegmentDamage) {
        let sizes: [(SegmentLayout.Section, Int)] = [
            (.times, 8 * records), (.partNumbers, 2 * records), (.placesInPart, 4 * records),
            (.recordOffsets, 4 * (records + 1)),
        ]
        let isRight = sizes.allSatisfy { section($0).count == $1 }
        let zones = section(.zones).count
        guard isRight, zones == 0 || zones == 2 * records else { throw SegmentDamage("the size of a section") }
    }

    // MARK: Times

    var recordCount: Int { count(.times, of: 8) }

    /// Ticks, or -1 where the record has no time; beyond the last record, later than any.
    @inline(__always)
    func time(_ record: Int) throws(SegmentDamage) -> Int64 {
        record == recordCount ? .max : try number(.times, record, as: Int64.self)
    }

    /// The first record that is not before a time.
    func firstRecord(notBefore time: Int64, from start: Int = 0) throws(SegmentDamage) -> Int {
        var low = start
        var high = recordCount
        while low < high {
            let middle = (low + high) / 2
            if try self.time(middle) < time { low = middle + 1 } else { high = middle }
        }
        return low
    }

    // MARK: Varints

    /// Reads a number and moves on behind it.
    @inline(__always)
    static func varint(_ bytes: UnsafeRawBufferPointer, _ place: inout Int) throws(SegmentDamage) -> UInt32 {
        var number: UInt32 = 0
        var shift: UInt32 = 0
        while place < bytes.count, shift < 32 {
            let byte = bytes[place]
            place += 1
            number |= UInt32(byte & 0x7F) << shift
            if byte < 0x80 { return number }
            shift += 7
        }
        throw SegmentDamage("a number does not end")
    }
}
