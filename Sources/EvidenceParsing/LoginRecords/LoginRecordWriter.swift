import Vocabulary

/// Writes entries of login records into a batch.
struct LoginRecordWriter {
    private var builder: RecordBatchBuilder
    private var issues = IssueList(limit: LoginRecordLimits.issuesPerPortion)
    private var tally = PortionTally()
    private let portion: EvidencePortion
    private let offset: UInt64
    private let type: FieldID
    private let pid: FieldID
    private let line: FieldID
    private let id: FieldID
    private let user: FieldID
    private let host: FieldID
    private let termination: FieldID
    private let exit: FieldID
    private let session: FieldID
    private let address: FieldID
    private let sameUser: FieldID
    private let source: FieldID
    private let sourceHost: FieldID
    private let channel: FieldID

    init(_ portion: EvidencePortion) {
        var builder = RecordBatchBuilder()
        builder.begin(source: portion.bytes, expecting: portion.bytes.count / LoginRecordLimits.bytesPerValue)
        func field(_ names: String...) -> FieldID {
            builder.intern(FieldName(names.joined(separator: "."), path: names.map { .element($0) }))
        }
        type = field("ut_type")
        pid = field("ut_pid")
        line = field("ut_line")
        id = field("ut_id")
        user = field("ut_user")
        host = field("ut_host")
        termination = field("ut_exit", "e_termination")
        exit = field("ut_exit", "e_exit")
        session = field("ut_session")
        address = field("ut_addr_v6")
        sameUser = builder.intern(FieldName("user", path: []))
        source = builder.intern(FieldName("src_ip", path: []))
        sourceHost = builder.intern(FieldName("src_host", path: []))
        channel = builder.intern(FieldName("Channel", path: []))
        offset = portion.offset
        self.portion = portion
        self.builder = builder
    }

    mutating func add(_ bytes: Span<UInt8>, _ entry: LoginEntry, _ layout: LoginRecordLayout) {
        let place = offset &+ UInt64(entry.start)
        tally.read(layout.size)
        builder.beginRecord(position: place, number: 0)
        if entry.seconds != 0,
            let moment = Timestamp(unixSeconds: entry.seconds, nanoseconds: entry.microseconds * 1000)
        {
            builder.setTime(moment, zone: .stated)
        }
        let kind = LoginEntry.types[entry.type]
        append(type, UnsafeBufferPointer(start: kind.utf8Start, count: kind.utf8CodeUnitCount))
        builder.mark(.eventCode)
        append(pid, .int32, LoginRecordLayout.pid, entry)
        builder.append(line, .utf8, at: entry.line)
        builder.append(id, .utf8, at: entry.id)
        builder.append(user, .utf8, at: entry.user)
        builder.append(host, .utf8, at: entry.host)
        append(termination, .int16, LoginRecordLayout.termination, entry)
        append(exit, .int16, LoginRecordLayout.exit, entry)
        append(session, layout.session.count == 4 ? .int32 : .int64, layout.session, entry)
        let peer = NetworkAddressText.text(bytes, entry.start + layout.address.lowerBound)
        if let peer {
            append(address, peer)
            if entry.isOfSession { append(source, peer) }
        }
        guard entry.isOfSession else { return end() }
        if !entry.user.isEmpty { builder.append(sameUser, .utf8, at: entry.user) }
        if !entry.host.isEmpty {
            if !bytes.isAddress(entry.host) {
                builder.append(sourceHost, .utf8, at: entry.host)
            } else if peer == nil {
                builder.append(source, .utf8, at: entry.host)
            }
        }
        end()
    }

    private mutating func end() {
        append(channel, "utmp".utf8)
        builder.mark(.channel)
        builder.endRecord()
    }

    /// Accounts for bytes that are no entry.
    mutating func addJunk(_ range: Range<Int>) {
        tally.skip(range.count)
        let detail = "\(range.count) bytes are no entry of login records"
        issues.add(ParseIssue(.damagedRecord, offset: offset &+ UInt64(range.lowerBound), detail))
    }

    mutating func addCut(at place: Int) {
        tally.skip(portion.bytes.count - place)
        issues.add(ParseIssue(.truncated, offset: offset &+ UInt64(place), "the file ends inside of an entry"))
    }

    mutating func finish() -> ParsedPortion { ParsedPortion(builder.finish(), issues.finish(), tally, of: portion) }

    private mutating func append(_ field: FieldID, _ text: some Collection<UInt8>) {
        builder.append(field, .utf8, text)
    }

    private mutating func append(
        _ field: FieldID, _ encoding: ValueEncoding, _ range: Range<Int>, _ entry: LoginEntry
    ) {
        builder.append(field, encoding, at: entry.start + range.lowerBound..<entry.start + range.upperBound)
    }
}
