import Vocabulary

/// Makes records of the rows of a portion.
struct CSVRecords {
    private var draft: RecordDraft
    private var walk = JSONWalk()
    private var assembly: RecordAssembly
    private let layout: CSVLayout
    private let assumptions: TimeAssumptions
    /// The places of the columns.
    private var columns: [StructureTree.PlaceID] = []
    /// Whether the cells of a column hold several values; empty where none do.
    private var lists: [Bool] = []
    /// Where date, time of day and zone stand.
    private var splitTime: (date: Int, time: Int, zone: Int)?
    /// The same of a table without a zone, of a program that is not known.
    private var splitDate: (date: Int, time: Int)?
    /// Where the first row begins whose zone is not known.
    private var unknownZone: UInt64?

    init(_ layout: CSVLayout, assuming assumptions: TimeAssumptions, dates: DateOrder) {
        self.layout = layout
        self.assumptions = assumptions
        draft = RecordDraft(StructureTree(root: .row, table: layout.dialect?.table ?? .standard))
        assembly = RecordAssembly(assuming: assumptions)
        assembly.dates = dates
        assembly.log = layout.dialect?.log.map { ("Channel", $0) }
        for name in layout.names { addColumn(name) }
        let lists = layout.dialect?.lists ?? []
        if !lists.isEmpty { self.lists = layout.names.map(lists.contains) }
        if let split = layout.dialect?.splitTime, let date = layout.names.firstIndex(of: split.date),
            let time = layout.names.firstIndex(of: split.time), let zone = layout.names.firstIndex(of: split.zone)
        {
            splitTime = (date, time, zone)
        }
        splitDate = splitTime == nil ? Self.splitDate(in: layout) : nil
    }

    /// The only columns called date and time, of a table that has no time of its own.
    private static func splitDate(in layout: CSVLayout) -> (date: Int, time: Int)? {
        let names = layout.names.map { $0.lowercased() }
        guard layout.dialect == nil, let date = names.firstIndex(of: "date"), let time = names.firstIndex(of: "time"),
            names.filter({ $0 == "date" || $0 == "time" }).count == 2,
            layout.names.indices.allSatisfy({ $0 == time || !CSVDialect.isTime(layout.names[$0]) })
        else { return nil }
        return (date, time)
    }

    private mutating func addColumn(_ name: String) {
        let key = Array(name.utf8)
        // As the keys of one object: where a name comes again, both values are kept.
        columns.append(draft.tree.key(key.span, of: StructureTree.root, object: 1))
    }

    /// Adds a row as a record; the row of names, which joined files repeat, is none.
    mutating func add(_ cells: [CSVScanner.Cell], _ bytes: Span<UInt8>, at offset: UInt64) -> [ParseIssue] {
        if isHeader(cells, bytes) { return [] }
        draft.begin()
        while columns.count < cells.count {
            let isFirst = columns.count == layout.names.count
            let name = CSVLayout.name(ofColumn: columns.count)
            addColumn(isFirst ? layout.dialect?.nameless ?? name : name)
        }
        for (index, cell) in cells.enumerated() {
            // An empty value behind the last name is only a delimiter too many.
            if index >= layout.names.count, cell.range.isEmpty { continue }
            let encoding = cell.range.isEmpty ? ValueEncoding.null : .utf8
            if index < lists.count, lists[index], !cell.range.isEmpty {
                noteList(cell, bytes, at: columns[index])
                continue
            }
            draft.note(.init(place: columns[index], encoding: encoding, escape: cell.escape, range: cell.range))
        }
        draft.readEmbedded(bytes, with: &walk)
        let stated = splitDate == nil ? time(cells, bytes, at: offset) : timeOfSplitDate(cells, bytes, at: offset)
        return assembly.add(&draft, bytes, at: offset, time: stated)
    }

    /// Notes the lines of a cell as items of a list.
    private mutating func noteList(
        _ cell: CSVScanner.Cell, _ bytes: Span<UInt8>, at place: StructureTree.PlaceID
    ) {
        var start = cell.range.lowerBound
        var item: Int32 = 0
        while start < cell.range.upperBound {
            let end = ByteSearch.lineFeed(in: bytes, start..<cell.range.upperBound)
            let isOnly = item == 0 && end == cell.range.upperBound
            let isCarried = end > start && bytes[end - 1] == 0x0D
            draft.note(
                .init(
                    place: isOnly ? place : draft.tree.item(item, of: place), encoding: .utf8, escape: cell.escape,
                    range: start..<(isCarried ? end - 1 : end)))
            item &+= 1
            start = end + 1
        }
    }

    /// Begins a portion, of whose text the rows are.
    mutating func begin(_ text: [UInt8]) { assembly.begin(text) }

    /// What is known of the file's dates by the habits of a country.
    var dates: DateOrder { assembly.dates }

    /// See ``RecordAssembly/issueOfTimes(in:)``.
    func issueOfTimes(in portion: EvidencePortion) -> ParseIssue? { assembly.issueOfTimes(in: portion) }

    /// Records added so far.
    var count: Int { assembly.builder.count }

    mutating func finish() -> RecordBatch { assembly.builder.finish() }

    private func isHeader(_ cells: [CSVScanner.Cell], _ bytes: Span<UInt8>) -> Bool {
        guard let first = cells.first, let name = layout.names.first,
            first.range.isEmpty || first.range.count == name.utf8.count, cells.count >= layout.names.count
        else { return false }
        return zip(cells, layout.names).enumerated().allSatisfy { index, pair in
            let (cell, name) = pair
            return cell.range.isEmpty
                ? name == CSVLayout.name(ofColumn: index) : cell.escape.string(bytes, cell.range) == name
        }
    }

    /// The time of a row that states it in three columns.
    private mutating func time(
        _ cells: [CSVScanner.Cell], _ bytes: Span<UInt8>, at offset: UInt64
    ) -> RecordTimeChoice.Result? {
        guard let splitTime, cells.count > max(splitTime.date, splitTime.time, splitTime.zone) else { return nil }
        func text(_ index: Int) -> String {
            // No part of a time is written with more bytes.
            cells[index].range.count <= 64 ? cells[index].escape.string(bytes, cells[index].range) : ""
        }
        let (date, clock) = (cells[splitTime.date].range, cells[splitTime.time].range)
        let civil =
            PlainTime.monthFirst(bytes, date: date, time: clock)
            ?? LocalDate(text(splitTime.date) + " " + text(splitTime.time), order: .monthFirst)?.civil
        guard let civil else { return nil }
        if let zone = zone(cells[splitTime.zone], bytes) {
            guard let moment = civil.moment(offsetInMinutes: zone.offset) else { return nil }
            return (moment, zone.isAmbiguous ? .assumed(offsetInMinutes: Int16(zone.offset)) : .stated, splitTime.date)
        }
        guard let moment = assumptions.moment(of: civil) else { return nil }
        if !cells[splitTime.zone].range.isEmpty { unknownZone = unknownZone ?? offset }
        return (moment, .assumed(offsetInMinutes: assumptions.offsetInMinutes), splitTime.date)
    }

    /// The zone that a cell names by an offset or by a name of one; nil for the name of a place, whose clocks are not known here.
    private func zone(_ cell: CSVScanner.Cell, _ bytes: Span<UInt8>) -> (offset: Int, isAmbiguous: Bool)? {
        if Self.namesOfUTC.contains(where: {
            cell.range.count == $0.count && ByteSearch.begins(bytes, cell.range, with: $0)
        }) {
            return (0, false)
        }
        return TimeReading.zone(bytes.extracting(cell.range))
    }

    /// What is to be said of the zones of a portion's rows.
    var issueOfZones: ParseIssue? {
        unknownZone.map {
            ParseIssue(
                .badTime, offset: $0,
                "the column of time zones names one that is no offset: its times are taken to be in that of --timezone (UTC)"
            )
        }
    }

    /// The time of a row that states date and time of day in two columns, in the order of the file's other dates.
    private mutating func timeOfSplitDate(
        _ cells: [CSVScanner.Cell], _ bytes: Span<UInt8>, at offset: UInt64
    ) -> RecordTimeChoice.Result? {
        guard let splitDate, cells.count > max(splitDate.date, splitDate.time) else { return nil }
        let (date, clock) = (cells[splitDate.date], cells[splitDate.time])
        guard (6...32).contains(date.range.count), (4...32).contains(clock.range.count) else { return nil }
        let text = Array((date.escape.string(bytes, date.range) + " " + clock.escape.string(bytes, clock.range)).utf8)
        var evidence = LocalDate.Evidence.none
        let read = TimeReading.asWritten.read(
            text.span, 0..<text.count, .none, order: assembly.dates.order, &evidence)
        assembly.dates.note(evidence, at: offset)
        guard let read else { return nil }
        if read.isStated {
            let zone = read.assumedOffset.map { ZoneAssumption.assumed(offsetInMinutes: $0) }
            return (read.moment, zone ?? .stated, splitDate.date)
        }
        let assumed = assumptions.offsetInMinutes
        let moment = read.moment.advanced(bySeconds: -60 * Int64(assumed))
        return (moment, .assumed(offsetInMinutes: assumed), splitDate.date)
    }

    private static let namesOfUTC = [Array("UTC".utf8), Array("GMT".utf8), Array("Z".utf8)]
}
