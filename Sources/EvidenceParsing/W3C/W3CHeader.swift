import Vocabulary

/// What the directives of a log say of the lines behind them (W3C, Extended Log File Format, section "Directives").
struct W3CHeader: Equatable, Sendable {
    /// Columns of one log. IIS offers 30, proxies some 150.
    static let columnLimit = 512

    /// Who wrote the log, as far as it matters to what its columns mean.
    enum Writer: Sendable {
        /// Internet Information Services.
        case webServer
        /// The part of Windows that takes requests for it, and logs those that never reached it.
        case requestErrors
        case windowsFirewall
        case exchangeTracking
        case other
    }

    /// The names of the columns, in their order; empty until they are known.
    private(set) var names: [[UInt8]] = []
    /// The column with the time of day, in a log without one for the day.
    var clockColumn: Int? {
        names.contains { $0.elementsEqual("date".utf8) || $0.elementsEqual("date-time".utf8) }
            ? nil : names.firstIndex { $0.elementsEqual("time".utf8) }
    }
    /// What stands between values.
    private(set) var delimiter: UInt8 = 0x20
    private(set) var writer = Writer.other
    /// The day of rows that state only the time of day.
    private(set) var day: CivilTime?
    /// The log says that its times are those of the computer's own zone; otherwise the format defines UTC.
    private(set) var isLocal = false

    /// Takes in a line that begins with `#`; directives that say nothing of this are let by.
    mutating func read(_ bytes: Span<UInt8>, _ line: Range<Int>) {
        let colon = bytes.first(UInt8(ascii: ":"), in: line)
        guard colon < line.upperBound else { return }
        let key = line.lowerBound + 1..<colon
        let value = bytes.trimmed(colon + 1..<line.upperBound)
        if bytes.equals(key, "Fields") {
            readFields(bytes, value)
        } else if bytes.equals(key, "Software") {
            // The header of a log begins; what an earlier one said no longer holds.
            self = W3CHeader()
            if bytes.starts(value, with: "Microsoft Internet Information Services") { writer = .webServer }
            if bytes.starts(value, with: "Microsoft HTTP API") { writer = .requestErrors }
            if bytes.starts(value, with: "Microsoft Windows Firewall") { writer = .windowsFirewall }
        } else if bytes.equals(key, "Version") {
            // The firewall of Windows begins with this one.
            if writer != .webServer, writer != .requestErrors { self = W3CHeader() }
        } else if bytes.equals(key, "Log-type") || bytes.equals(key, "Log-Type") {
            if bytes.equals(value, "Message Tracking Log") { writer = .exchangeTracking }
        } else if bytes.equals(key, "Date") {
            day = LineTime.iso(bytes, value)?.civil
        } else if bytes.equals(key, "Time Format") {
            isLocal = bytes.equals(value, "Local")
        }
    }

    private mutating func readFields(_ bytes: Span<UInt8>, _ value: Range<Int>) {
        delimiter = 0x20
        if bytes.first(0x20, in: value) == value.upperBound {
            for candidate in [0x09, UInt8(ascii: ",")] where bytes.first(candidate, in: value) < value.upperBound {
                delimiter = candidate
                break
            }
        }
        names = []
        var place = value.lowerBound
        while place < value.upperBound, names.count < Self.columnLimit {
            let end = bytes.first(delimiter, in: place..<value.upperBound)
            let name = bytes.trimmed(place..<end)
            // Blanks between names may be doubled.
            if !name.isEmpty {
                names.append(
                    bytes.extracting(name.prefix(LineLimits.nameLength)).withUnsafeBufferPointer { Array($0) })
            }
            place = end + 1
        }
    }
}
