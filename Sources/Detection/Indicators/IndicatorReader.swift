package import Vocabulary

/// Reads lists of indicators: lines, tables, the attributes of MISP and bundles of STIX 2.
///
///     var reader = IndicatorReader(at: now)
///     reader.begin(list: "bad.txt", byteCount: size)
///     while let block = next() { reader.add(block) }
///     reader.endList()
///     let (indicators, report) = reader.finish()
///
/// Lists are written by anybody, also by those who are looked for. Nothing in them is an error: what cannot be used is
/// told and counted.
package struct IndicatorReader {
    private enum Form {
        case unknown, lines, document
        case table(IndicatorColumns)
    }

    private let moment: Timestamp
    private var builder = IndicatorSetBuilder()
    private var report = IndicatorReport()

    private var list = ""
    private var form = Form.unknown
    /// What is not read yet: the begin of a line, or all of a document.
    private var rest: [UInt8] = []
    /// Bytes of a line that is too long were left out.
    private var isTooLong = false
    private var line = 0
    /// Whether a line that is no remark was seen: a header comes before all others.
    private var sawEntry = false
    private var byteCount = 0
    private var noticeCount = 0
    private var isClosed = false

    /// - Parameter moment: Now: what has expired by then is not looked for.
    package init(at moment: Timestamp) { self.moment = moment }

    /// Begins a list.
    ///
    /// - Parameters:
    ///   - name: As it is shown; ``RuleSummary/source`` of its hits.
    ///   - byteCount: About how many bytes it has.
    package mutating func begin(list name: String, byteCount: Int = 0) {
        list = name
        form = .unknown
        rest = []
        (isTooLong, isClosed, sawEntry) = (false, false, false)
        (line, noticeCount) = (0, 0)
        self.byteCount = 0
        // Lines of digests have 33 bytes at least; names less, but they are few.
        builder.begin(list: name, expecting: byteCount / 33)
    }

    /// Takes the next bytes of the list.
    package mutating func add(_ block: [UInt8]) {
        guard !isClosed else { return }
        byteCount += block.count
        if case .unknown = form {
            rest += block
            // The mark of UTF-8 in front has three bytes.
            if rest.count > 3 { tellForm(isLast: false) }
        } else if case .document = form {
            guard rest.count + block.count <= IndicatorLimits.documentBytes else {
                notice(
                    0, "a JSON document has at most \(IndicatorLimits.documentBytes >> 20) MiB: nothing of it is read")
                isClosed = true
                rest = []
                return
            }
            rest += block
        } else {
            guard byteCount <= IndicatorLimits.listBytes else {
                notice(line, "a list has at most \(IndicatorLimits.listBytes >> 20) MiB: the rest is not read")
                isClosed = true
                return
            }
            takeLines(of: block)
        }
    }

    private mutating func tellForm(isLast: Bool) {
        if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest.removeFirst(3) }
        guard let place = rest.firstIndex(where: { $0 > 0x20 }), isLast || place + 1 < rest.count else { return }
        let first = rest[place]
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") && !Self.isRefanged(rest) {
            form = .document
        } else {
            form = .lines
            let waiting = rest
            rest = []
            takeLines(of: waiting)
        }
    }

    /// A list of `[.]evil[.]com` is no JSON.
    private static func isRefanged(_ bytes: [UInt8]) -> Bool {
        let start = bytes.drop { $0 <= 0x20 }.dropFirst()
        return start.first == 0x2E || start.first.map { ByteClasses.digit($0) != nil && $0 >= 0x30 } == true
    }

    /// Ends the list.
    package mutating func endList() {
        defer { rest = [] }
        guard !isClosed else { return }
        if case .unknown = form { tellForm(isLast: true) }
        switch form {
        case .document: readDocument()
        case .unknown: return
        default:
            if isTooLong || !rest.isEmpty { endLine() }
            // A quote that is not closed.
            if case .table(let columns) = form, !rest.isEmpty { take(columns.row(rest[...])) }
        }
    }

    /// What all lists say together.
    package consuming func finish() -> (indicators: IndicatorSet, report: IndicatorReport) {
        var report = report
        let (set, repeated, crowded) = builder.finish()
        report.loaded = set.count
        report.repeated += repeated
        report.refused += crowded
        if crowded > 0 {
            report.notices.append(
                IndicatorNotice(
                    list: list, line: 0, message: "\(crowded) indicators were made to look alike and are not looked for"
                ))
        }
        return (set, report)
    }

    // MARK: Lines

    private mutating func takeLines(of block: [UInt8]) {
        block.withUnsafeBufferPointer { bytes in
            var start = 0
            while start < bytes.count {
                guard let end = bytes[start...].firstIndex(of: 0x0A) else {
                    keep(bytes[start...])
                    return
                }
                if rest.isEmpty, !isTooLong {
                    line += 1
                    take(line: Array(bytes[start..<end])[...])
                } else {
                    keep(bytes[start..<end])
                    endLine()
                }
                start = end + 1
            }
        }
    }

    private mutating func keep(_ bytes: some Collection<UInt8>) {
        guard !isTooLong else { return }
        rest += bytes
        if rest.count > IndicatorLimits.lineBytes {
            isTooLong = true
            rest = []
        }
    }

    private mutating func endLine() {
        line += 1
        if isTooLong {
            tooLong()
        } else {
            let whole = rest
            rest = []
            take(line: whole[...])
        }
        isTooLong = false
    }

    private mutating func tooLong() {
        refuse(line, "a line has at most \(IndicatorLimits.lineBytes >> 10) KiB")
    }

    private mutating func take(line text: ArraySlice<UInt8>) {
        guard !isClosed else { return }
        let text = text.last == 0x0D ? text.dropLast() : text
        guard let first = text.first(where: { $0 > 0x20 }), first != UInt8(ascii: "#") else { return }
        switch form {
        case .table(let columns):
            // A quoted cell can go on in the next line.
            if columns.isOpen(text), rest.count + text.count < IndicatorLimits.lineBytes {
                rest = Array(text) + [0x0A]
                return
            }
            take(columns.row(text))
        default:
            if case .lines = form, !sawEntry, let columns = IndicatorColumns(header: Array(text)) {
                form = .table(columns)
                return
            }
            sawEntry = true
            take(IndicatorLine.read(text))
        }
    }

    // MARK: Entries

    /// Takes an entry of the list.
    private mutating func take(_ entry: IndicatorEntry, at place: Int? = nil) {
        let place = place ?? line
        if let reason = entry.unusable { return refuse(place, reason) }
        if entry.isNotForDetection {
            report.notForDetection += 1
            return
        }
        if entry.isWithdrawn {
            report.withdrawn += 1
            return
        }
        if let text = entry.expiry {
            if let expiry = IndicatorEntry.moment(text) {
                if expiry <= moment {
                    report.expired += 1
                    return
                }
            } else {
                notice(place, "its expiry '\(text)' is no date: it is looked for")
            }
        }
        guard !builder.isFull else {
            isClosed = true
            return refuse(place, "there is room for \(IndicatorLimits.indicators) indicators: the rest is not read")
        }
        do throws(IndicatorShape.Refusal) {
            let shape = try IndicatorShape(entry.value, as: entry.kind)
            builder.add(shape, level: entry.level ?? .high, remark: entry.keptRemark)
        } catch {
            refuse(place, "\(entry.shownValue): \(error.words)")
        }
    }

    private mutating func refuse(_ line: Int, _ message: String) {
        report.refused += 1
        notice(line, message)
    }

    private mutating func notice(_ line: Int, _ message: String) {
        noticeCount += 1
        if noticeCount <= IndicatorLimits.notices {
            report.notices.append(IndicatorNotice(list: list, line: line, message: message))
        }
    }

    // MARK: Documents

    private mutating func readDocument() {
        let bytes = rest
        rest = []
        var count = 0
        let objects = IndicatorObjects()
        do throws(JSONObjects.Fault) {
            try JSONObjects.visit(bytes, keeping: IndicatorObjects.members) { object in
                count += 1
                for entry in objects.entries(of: object) { take(entry, at: object.line) }
            }
        } catch {
            notice(error.line, "\(error.words): the rest is not read")
        }
        if count > 0, builder.count == 0, report.refused == 0, report.expired == 0, report.withdrawn == 0,
            report.notForDetection == 0
        {
            notice(0, "it has no indicators of STIX and no attributes of MISP")
        }
    }
}
