import Vocabulary

/// What a network sensor between the segments writes: Zeek's `conn.log`.
struct FlowLog {
    struct Entry {
        let time: Timestamp
        let line: String
        let step: String?
    }

    var step: String?
    private(set) var entries: [Entry] = []

    private static let header = """
        #separator \\x09
        #set_separator\t,
        #empty_field\t(empty)
        #unset_field\t-
        #path\tconn
        #fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tservice\tduration\torig_bytes\tresp_bytes\tconn_state
        #types\ttime\tstring\taddr\tport\taddr\tport\tenum\tstring\tinterval\tcount\tcount\tstring

        """

    mutating func note(
        _ origin: Origin, to address: String, port: UInt16, at time: Timestamp, random: inout SeededRandom
    ) {
        let service =
            switch port {
            case 22: "ssh"
            case 135: "dce_rpc"
            case 443: "ssl"
            case 445: "smb"
            case 3389: "rdp"
            case 5985: "http"
            default: "-"
            }
        let (seconds, part) = (random.number(0...400), random.number(100_000...999_999))
        let columns = [
            "C\(random.letters(16))", origin.address, origin.port.description, address, port.description, "tcp",
            service,
            "\(seconds).\(part)", random.number(200...90_000).description, random.number(200...900_000).description,
            "SF",
        ]
        entries.append(Entry(time: time, line: columns.joined(separator: "\t"), step: step))
    }

    /// The file, in order of time; `entries` are those that were kept, in the same order.
    static func file(of entries: [Entry]) -> [UInt8] {
        var text = header
        for entry in entries {
            let ticks = entry.time.ticks - (Timestamp(unixSeconds: entry.time.unixSeconds)?.ticks ?? entry.time.ticks)
            let micros = String(ticks / 10 + 1_000_000).dropFirst()
            text += "\(entry.time.unixSeconds).\(micros)\t\(entry.line)\n"
        }
        return Array(text.utf8)
    }
}
