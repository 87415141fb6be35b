import Vocabulary

/// The records of one portion while they are read: values are stretches of its text, and nothing is copied.
struct LineRecords {
    var builder: RecordBatchBuilder
    /// Numbers of the fields whose names stand in the text.
    var names = LineNames()
    var issues = IssueList(limit: LineLimits.issuesPerPortion)
    /// Where the present record begins in the file, for text that is not the file's own.
    var origin: UInt64?
    /// Where the text that ranges count in begins in the batch.
    private var startOfText = 0
    private let portion: EvidencePortion
    /// Every line that is not blank is of a record, be it understood or not.
    var tally = PortionTally()
    private let assumptions: TimeAssumptions
    /// The years of the times before this portion that state none.
    private var years: AssumedYears
    private var span: YearSpan
    private var hasToldOfYears = false
    /// What is known of the file's dates by the habits of a country.
    var dates = DateOrder()
    private var fieldCount = 0
    private var droppedFields = 0

    /// Values that many records have and that do not stand in the text: see ``LineConstants``.
    let constants: LineConstants

    init(
        _ portion: EvidencePortion, assuming assumptions: TimeAssumptions, years: AssumedYears = AssumedYears(),
        span: YearSpan = YearSpan()
    ) {
        self.init(text: portion.bytes, of: portion, assuming: assumptions, years: years, span: span)
    }

    /// - Parameter text: What values are stretches of, where it is not the portion's own bytes.
    init(
        text: [UInt8], of portion: EvidencePortion, assuming assumptions: TimeAssumptions,
        years: AssumedYears = AssumedYears(), span: YearSpan = YearSpan()
    ) {
        self.years = years
        self.span = span
        hasToldOfYears = span.isLong
        builder = RecordBatchBuilder()
        builder.begin(source: text, expecting: text.count / LineLimits.bytesPerValue)
        constants = LineConstants(&builder)
        self.portion = portion
        self.assumptions = assumptions
    }

    /// Adds to records that another reader makes: see ``resume(at:text:)``.
    init(beside builder: inout RecordBatchBuilder, assuming assumptions: TimeAssumptions) {
        self.builder = RecordBatchBuilder()
        constants = LineConstants(&builder)
        years = AssumedYears()
        span = YearSpan()
        portion = EvidencePortion(bytes: [], offset: 0)
        self.assumptions = assumptions
    }

    /// The number of a field that stands at the top of a record.
    mutating func field(_ name: String) -> FieldID { builder.intern(FieldName(name, path: [.element(name)])) }

    /// The number of a second name, which is not written out.
    mutating func secondName(_ name: String) -> FieldID { builder.intern(FieldName(name, path: [])) }

    /// - Parameter place: Where the record begins in the portion.
    @inline(__always)
    mutating func begin(at place: Int, number: UInt64 = 0) {
        builder.beginRecord(position: position(of: place), number: number)
        fieldCount = 0
        droppedFields = 0
    }

    /// Goes on with a record that another reader began.
    ///
    /// - Parameters:
    ///   - position: Where the record begins in the file.
    ///   - text: What ranges count in from here on.
    mutating func resume(at position: UInt64, text: [UInt8]) {
        origin = position
        startOfText = Int(builder.append(text: text))
        fieldCount = 0
        droppedFields = 0
    }

    /// Leaves the record to its reader again.
    ///
    /// - Returns: What was wrong with it.
    mutating func leave() -> [ParseIssue] {
        tellOfDropped(at: 0)
        defer { issues = IssueList(limit: LineLimits.issuesPerPortion) }
        return issues.finish()
    }

    /// Adds a stretch of the portion as the value of a field; an empty one too.
    @inline(__always)
    mutating func add(_ field: FieldID, _ range: Range<Int>) {
        guard fieldCount < LineLimits.fieldsPerRecord else { return droppedFields += 1 }
        fieldCount += 1
        builder.append(field, .utf8, at: startOfText &+ range.lowerBound..<startOfText &+ range.upperBound)
    }

    @inline(__always)
    mutating func add(_ field: FieldID, _ constant: LineConstants.Text) {
        guard fieldCount < LineLimits.fieldsPerRecord else { return droppedFields += 1 }
        fieldCount += 1
        builder.append(field, .utf8, at: constant.place)
    }

    /// Counts a value that no field could be made for.
    mutating func drop() { droppedFields += 1 }

    /// Adds a value that stands in the text under its own name.
    @inline(__always)
    mutating func add(_ bytes: Span<UInt8>, key: Range<Int>, _ value: Range<Int>) {
        guard let field = names.field(bytes, key, in: &builder) else { return droppedFields += 1 }
        add(field, value)
    }

    /// Adds a value that does not stand in the text as it is.
    mutating func add(_ field: FieldID, text: [UInt8]) { add(field, text.span) }

    /// The same, of bytes that lie anywhere.
    @inline(__always)
    mutating func add(_ field: FieldID, _ text: Span<UInt8>) {
        guard fieldCount < LineLimits.fieldsPerRecord else { return droppedFields += 1 }
        fieldCount += 1
        builder.append(field, .utf8, from: text, in: 0..<text.count)
    }

    /// Gives the record its time, as far as it and what is assumed say one.
    @inline(__always)
    mutating func setTime(_ time: LineTime, at place: Int) {
        if time.hasYear, let offset = time.offset, !time.isZoneAssumed {
            guard let moment = time.civil.moment(offsetInMinutes: offset) else { return badTime(at: place) }
            return builder.setTime(moment, zone: .stated)
        }
        setAssumedTime(time, at: place)
    }

    private mutating func setAssumedTime(_ time: LineTime, at place: Int) {
        var assumptions = assumptions
        if let offset = time.offset {
            assumptions.offsetInMinutes = Int16(truncatingIfNeeded: offset)
            if time.hasYear {
                guard let moment = time.civil.moment(offsetInMinutes: offset) else { return badTime(at: place) }
                return builder.setTime(moment, zone: .assumed(offsetInMinutes: assumptions.offsetInMinutes))
            }
        }
        if time.hasYear {
            guard let moment = assumptions.moment(of: time.civil) else { return badTime(at: place) }
            builder.setTime(moment, zone: .assumed(offsetInMinutes: assumptions.offsetInMinutes))
        } else if assumptions.year == nil, assumptions.reference == nil {
            guard !hasToldOfYears else { return }
            hasToldOfYears = true
            issue(.badTime, at: place, "times without a year stay text: nothing says which year they are of")
        } else {
            if let first = assumptions.year {
                assumptions.year = years.year(of: time.civil, from: first)
            } else if !hasToldOfYears {
                span.note(time.civil)
                if span.isLong { tellOfYears(at: place) }
            }
            guard let moment = assumptions.momentWithoutYear(of: time.civil) else { return badTime(at: place) }
            if time.civil.month == 2, time.civil.day == 29, assumptions.year == nil, !hasToldOfYears {
                var before = time.civil
                before.day = 28
                let sameYear = assumptions.momentWithoutYear(of: before)?.advanced(bySeconds: 86_400)
                if sameYear != moment { tellOfYears(at: place) }
            }
            builder.setTime(moment, zone: .assumed(offsetInMinutes: assumptions.offsetInMinutes, withYear: true))
        }
    }

    private mutating func tellOfYears(at place: Int) {
        hasToldOfYears = true
        issue(
            .badTime, at: place,
            "the times of the file, which state no year, are of more than one: those of the years are not certain, "
                + "and --year says the one of the first time")
    }

    /// Gives the record a time that is written by the habits of a country, in the computer's own zone.
    ///
    /// - Parameter habit: How the program writes dates where nothing else is known of the file's.
    mutating func setLocalTime(_ bytes: Span<UInt8>, _ range: Range<Int>, habit: LocalDate.Order, at place: Int) {
        let text = bytes.extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        guard let date = LocalDate(text, order: dates.order ?? habit), let moment = assumptions.moment(of: date.civil)
        else { return badTime(at: place) }
        dates.note(date.evidence, at: position(of: place))
        builder.setTime(moment, zone: .assumed(offsetInMinutes: assumptions.offsetInMinutes))
    }

    mutating func badTime(at place: Int) {
        issue(.badTime, at: place, "the time of the record cannot be read")
    }

    @inline(__always)
    mutating func end(at place: Int) {
        builder.endRecord()
        tellOfDropped(at: place)
    }

    @inline(__always)
    private mutating func tellOfDropped(at place: Int) {
        if droppedFields > 0 {
            issue(.limit, at: place, "\(droppedFields) values of the record are past a limit on fields")
        }
    }

    /// Keeps a line of another kind: nothing is lost, and it is said that it was not understood.
    mutating func addUnknown(_ line: Range<Int>, as message: FieldID, _ detail: String) {
        begin(at: line.lowerBound)
        add(message, line)
        end(at: line.lowerBound)
        issue(.unknownLine, at: line.lowerBound, detail)
    }

    @inline(__always)
    private func position(of place: Int) -> UInt64 { origin ?? portion.position(of: place) }

    /// Counts bytes of the portion that gave a record, or a part of one.
    @inline(__always)
    mutating func countRead(_ range: Range<Int>) { tally.read(portion.length(of: range)) }

    /// What the portion held.
    mutating func finish() -> ParsedPortion { ParsedPortion(builder.finish(), issues.finish(), tally, of: portion) }

    /// - Parameter place: Where it is in the portion.
    mutating func issue(_ kind: ParseIssue.Kind, at place: Int, _ detail: String) {
        issues.add(ParseIssue(kind, offset: position(of: place), detail))
    }
}
