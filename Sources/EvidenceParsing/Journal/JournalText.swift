import Vocabulary

/// The entries of a portion of a journal file, with the text of their fields in one place.
///
/// A field that several entries name is unpacked once.
struct JournalText {
    private struct Entry {
        /// Where it is in the portion.
        let range: Range<Int>
        let fields: Range<Int>
    }

    private enum Step {
        case entry(Entry)
        case issue(ParseIssue)
        /// So many bytes should have held objects and do not.
        case skipped(Int)
    }

    private let portion: EvidencePortion
    private let header: JournalHeader
    private let held: [JournalData]
    private let own: JournalData
    private var text: [UInt8] = []
    private var fields: [JournalEntries.Field] = []
    private var steps: [Step] = []
    /// Where data objects stand in the text, by their places in the file; an empty range where one cannot be read.
    private var known: [UInt64: Range<Int>] = [:]
    private var tally = PortionTally()

    init(_ portion: EvidencePortion, _ header: JournalHeader, held: [JournalData]) {
        self.portion = portion
        self.header = header
        self.held = held
        own = JournalData(portion, header)
        text.reserveCapacity(2 * portion.bytes.count)
    }

    mutating func readAll() {
        let source = portion.bytes
        let bytes = source.span
        let isFirst = portion.offset == 0
        if isFirst { tellOfHeader(bytes) }
        var walk = JournalWalk(from: isFirst ? header.size : 0)
        while let step = walk.next(bytes) {
            switch step {
            case .free: break
            case .object(let object):
                if object.kind == JournalLayout.entry {
                    read(bytes, object.range)
                } else if object.kind == JournalLayout.data {
                    tally.read(object.range.count)
                }
            case .damage(let start):
                tellOf(.damagedRecord, at: start, "no object of the journal begins here")
                steps.append(.skipped(walk.place - start))
            case .cut(let start):
                tellOf(.truncated, at: start, "an object goes on behind the end of the file")
                steps.append(.skipped(walk.place - start))
            }
        }
    }

    private mutating func tellOfHeader(_ bytes: Span<UInt8>) {
        if bytes.count < JournalLayout.leastHeader {
            tellOf(.truncated, at: bytes.count, "the header of a journal is cut short")
        } else if header.isOpen {
            tellOf(.damagedHeader, at: 16, "the journal was not closed: its last entries may be missing")
        }
    }

    private mutating func tellOf(_ kind: ParseIssue.Kind, at place: Int, _ detail: String) {
        steps.append(.issue(ParseIssue(kind, offset: portion.offset &+ UInt64(place), detail)))
    }

    // MARK: Entries

    private mutating func read(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        let start = range.lowerBound
        let first = fields.count
        let boot = Hexadecimal.text((start + 40..<start + 56).map { bytes[$0] })
        let realTime = bytes.number64(at: start + 24)
        let monotonic = bytes.number64(at: start + 32)
        let cursor =
            "s=\(Hexadecimal.text(header.sequence));i=\(hex(bytes.number64(at: start + 16)));b=\(boot)"
            + ";m=\(hex(monotonic));t=\(hex(realTime));x=\(hex(bytes.number64(at: start + 56)))"
        add("__CURSOR", cursor)
        add("__REALTIME_TIMESTAMP", "\(realTime)")
        add("__MONOTONIC_TIMESTAMP", "\(monotonic)")
        add("_BOOT_ID", boot)
        var lost = 0
        var item = start + 64
        while range.upperBound - item >= header.itemLength, fields.count - first < JournalLimits.fieldsPerEntry {
            let place = header.isCompact ? UInt64(bytes.number32(at: item)) : bytes.number64(at: item)
            item += header.itemLength
            let field = known[place] ?? unpack(place)
            known[place] = field
            guard !field.isEmpty, let parts = parts(of: field) else {
                lost += 1
                continue
            }
            // The entry said it already, unless they differ.
            if isSaid(parts, boot) { continue }
            fields.append(parts)
        }
        if range.upperBound - item >= header.itemLength {
            tellOf(.limit, at: start, "the entry has more than \(JournalLimits.fieldsPerEntry) fields")
        }
        if lost > 0 { tellOf(.damagedRecord, at: start, "\(lost) fields of the entry cannot be read") }
        steps.append(.entry(Entry(range: range, fields: first..<fields.count)))
    }

    private func hex(_ number: UInt64) -> String { String(number, radix: 16) }

    private mutating func add(_ name: StaticString, _ value: String) {
        let start = text.count
        text.append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
        let end = text.count
        text += value.utf8
        fields.append(JournalEntries.Field(name: start..<end, value: end..<text.count))
    }

    /// The name and the value of `NAME=value`; nil where there is no name.
    private func parts(of field: Range<Int>) -> JournalEntries.Field? {
        let equals = text.span.first(UInt8(ascii: "="), in: field)
        guard equals > field.lowerBound, equals < field.upperBound,
            equals - field.lowerBound <= JournalLimits.nameLength
        else { return nil }
        return JournalEntries.Field(name: field.lowerBound..<equals, value: equals + 1..<field.upperBound)
    }

    private func isSaid(_ field: JournalEntries.Field, _ boot: String) -> Bool {
        text.span.equals(field.name, "_BOOT_ID") && text[field.value].elementsEqual(boot.utf8)
    }

    /// Adds the field of a data object to the text; empty where it cannot be had.
    private mutating func unpack(_ place: UInt64) -> Range<Int> {
        guard let (data, value) = find(place) else { return 0..<0 }
        let start = text.count
        let room = JournalLimits.textPerPortion - start
        if value.flags == 0 {
            guard value.bytes.count <= room else { return 0..<0 }
            text += data.bytes[value.bytes]
        } else {
            guard let unpacked = JournalCompression.unpacked(data.bytes[value.bytes], value.flags, atMost: room) else {
                return 0..<0
            }
            text += unpacked
        }
        return start..<text.count
    }

    private func find(_ place: UInt64) -> (JournalData, JournalData.Value)? {
        if let value = own.value(at: place) { return (own, value) }
        var (low, high) = (0, held.count)
        while low < high {
            let middle = (low + high) / 2
            if held[middle].start <= place { low = middle + 1 } else { high = middle }
        }
        guard low > 0, let value = held[low - 1].value(at: place) else { return nil }
        return (held[low - 1], value)
    }

    // MARK: Records

    /// The entries as records, and what was met beside them.
    consuming func records(assuming assumptions: TimeAssumptions) -> ParsedPortion {
        var records = LineRecords(text: text, of: portion, assuming: assumptions)
        records.tally = tally
        var reader = JournalReader(&records)
        let bytes = text.span
        for step in steps {
            switch step {
            case .issue(let issue): records.issues.add(issue)
            case .skipped(let count): records.tally.skip(count)
            case .entry(let entry):
                records.origin = portion.offset &+ UInt64(entry.range.lowerBound)
                for field in fields[entry.fields] { reader.add(bytes, field, at: 0, into: &records) }
                reader.end(bytes, into: &records)
                records.tally.read(entry.range.count)
            }
        }
        return records.finish()
    }
}
