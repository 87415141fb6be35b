package import Vocabulary

/// Reads lastlog: for each number of a user, from 0 on, when and from where that user logged on last.
///
/// An entry has 292 bytes: seconds since 1970, the terminal and the peer (glibc's `struct lastlog`); on 64-bit ARM, where
/// the seconds have 64 bits, 296. Users who never logged on have entries of zeros, which state nothing and are no records.
/// Where the first 221 users are such, a file cannot be told from one of zeros.
package struct LastLogParser: EvidenceParser {
    private let layout: LastLogLayout

    package init() { self.init(.narrowTime) }

    private init(_ layout: LastLogLayout) { self.layout = layout }

    package var format: EvidenceFormat { .lastLog }

    package func recognises(_ head: [UInt8]) -> Bool { Self.layout(of: head) != nil }

    package func reading(_ head: [UInt8], assuming assumptions: TimeAssumptions) -> any EvidenceParser {
        LastLogParser(Self.layout(of: head) ?? layout)
    }

    private static func layout(of head: [UInt8]) -> LastLogLayout? {
        [LastLogLayout.narrowTime, .wideTime].first { fits(head, $0) }
    }

    /// Whether all whole entries of the head are such, and one of them states something.
    private static func fits(_ head: [UInt8], _ layout: LastLogLayout) -> Bool {
        let bytes = head.span
        var hasStatement = false
        for index in 0..<head.count / layout.size {
            switch Entry(bytes, at: index * layout.size, layout).kind {
            case .empty: break
            case .statement: hasStatement = true
            case .damaged: return false
            }
        }
        return hasStatement
    }

    package func portionLength(of window: ArraySlice<UInt8>, at offset: UInt64, isLast: Bool) -> Int {
        let aim = min(window.count, LoginRecordLimits.portionLength)
        let whole = aim - aim % layout.size
        return whole == 0 && isLast ? window.count : whole
    }

    package func parse(_ portion: EvidencePortion) -> ParsedPortion {
        var builder = RecordBatchBuilder()
        builder.begin(source: portion.bytes, expecting: portion.bytes.count / LoginRecordLimits.bytesPerValue)
        var issues = IssueList(limit: LoginRecordLimits.issuesPerPortion)
        var tally = PortionTally()
        let userID = builder.intern(FieldName("uid", path: [.element("uid")]))
        let line = builder.intern(FieldName("ll_line", path: [.element("ll_line")]))
        let host = builder.intern(FieldName("ll_host", path: [.element("ll_host")]))
        let source = builder.intern(FieldName("src_ip", path: []))
        let sourceHost = builder.intern(FieldName("src_host", path: []))
        let channel = builder.intern(FieldName("Channel", path: []))
        let bytes = portion.bytes.span
        var place = 0
        while bytes.count - place >= layout.size {
            let entry = Entry(bytes, at: place, layout)
            let position = portion.offset &+ UInt64(place)
            place += layout.size
            guard entry.kind != .empty else { continue }
            guard entry.kind == .statement, let moment = Timestamp(unixSeconds: entry.seconds) else {
                issues.add(ParseIssue(.damagedRecord, offset: position, "the entry is none of lastlog"))
                tally.skip(layout.size)
                continue
            }
            tally.read(layout.size)
            let user = position / UInt64(layout.size)
            builder.beginRecord(position: position, number: user)
            builder.setTime(moment, zone: .stated)
            builder.append(userID, .numberText, "\(user)".utf8)
            builder.append(line, .utf8, at: entry.line)
            builder.append(host, .utf8, at: entry.host)
            if !entry.host.isEmpty {
                builder.append(bytes.isAddress(entry.host) ? source : sourceHost, .utf8, at: entry.host)
            }
            builder.append(channel, .utf8, "lastlog".utf8)
            builder.mark(.channel)
            builder.endRecord()
        }
        if place < bytes.count {
            let position = portion.offset &+ UInt64(place)
            issues.add(ParseIssue(.truncated, offset: position, "the file ends inside of an entry"))
            tally.skip(bytes.count - place)
        }
        return ParsedPortion(builder.finish(), issues.finish(), tally, of: portion)
    }

    private struct Entry {
        enum Kind { case empty, statement, damaged }

        let seconds: Int64
        let line: Range<Int>
        let host: Range<Int>
        let kind: Kind

        init(_ bytes: Span<UInt8>, at start: Int, _ layout: LastLogLayout) {
            seconds = bytes.littleEndian(layout.seconds, from: start)
            line = bytes.string(layout.line, from: start)
            host = bytes.string(layout.host, from: start)
            var isZero = true
            for place in start..<start + layout.size where bytes[place] != 0 {
                isZero = false
                break
            }
            // No name of a peer fills its place, and behind the end of a string there is nothing else.
            let isPlausible =
                LoginEntry.likelySeconds.contains(seconds) && bytes.isText(line) && bytes.isText(host)
                && host.count < layout.host.count
                && bytes.isZero(line.upperBound..<start + layout.line.upperBound)
                && bytes.isZero(host.upperBound..<start + layout.host.upperBound)
            kind = isZero ? .empty : isPlausible ? .statement : .damaged
        }
    }
}
