/// The message of a journal entry, put together from its fields in whichever form they came.
struct JournalMessage {
    /// What a field says of its entry.
    enum Part {
        case text, program, process, host, time, facility
        /// The process as the program itself states it.
        case statedProcess

        /// Nil for the fields that are only kept.
        @inline(__always)
        init?(_ bytes: Span<UInt8>, _ name: Range<Int>) {
            switch name.count {
            case 7 where bytes.equals(name, "MESSAGE"): self = .text
            case 4 where bytes.equals(name, "_PID"): self = .process
            case 9 where bytes.equals(name, "_HOSTNAME"): self = .host
            case 10 where bytes.equals(name, "SYSLOG_PID"): self = .statedProcess
            case 15 where bytes.equals(name, "SYSLOG_FACILITY"): self = .facility
            case 17 where bytes.equals(name, "SYSLOG_IDENTIFIER"): self = .program
            case 20 where bytes.equals(name, "__REALTIME_TIMESTAMP"): self = .time
            default: return nil
            }
        }
    }

    private var program = 0..<0
    private var process = 0..<0
    private var facility: Int?
    private var text = 0..<0

    /// Of a field with several values the last one counts.
    mutating func note(_ part: Part, _ bytes: Span<UInt8>, _ value: Range<Int>) {
        switch part {
        case .text: text = value
        case .program: program = value
        case .process: process = value
        case .statedProcess: if process.isEmpty { process = value }
        case .facility: facility = bytes.number(value)
        case .host, .time: break
        }
    }

    var said: SystemMessage { SystemMessage(program: program, pid: process, text: text, facility: facility) }
}
