import Detection
import Foundation

/// What correlations are made of, put into the order of time: in memory, and where that is too little, in sorted runs on
/// the disk.
struct OccurrenceStore: Sendable {
    /// Bytes of occurrences that are held in memory before they are written down.
    static let memory = 64 << 20
    /// Bytes that are read of all runs together at a time.
    private static let readAhead = 32 << 20

    private let folder: String
    private let memory: Int
    private var held: [Occurrence] = []
    private var heldBytes = 0
    private var file: UnnamedFile?
    /// Where each run lies in the file.
    private var runs: [Range<UInt64>] = []

    /// - Parameter folder: Where runs are written, in a file without a name.
    init(in folder: String, memory: Int = Self.memory) {
        self.folder = folder
        self.memory = memory
    }

    /// Takes occurrences of any time.
    mutating func add(_ occurrences: [Occurrence]) throws {
        for one in occurrences { heldBytes += one.size }
        held += occurrences
        if heldBytes > memory { try spill() }
    }

    private mutating func spill() throws {
        let file = try file ?? UnnamedFile(in: folder)
        self.file = file
        held.sort(by: Occurrence.precedes)
        let start = file.size ?? 0
        var bytes: [UInt8] = []
        for one in held {
            one.encode(to: &bytes)
            guard bytes.count >= 1 << 20 else { continue }
            try file.append(bytes)
            bytes.removeAll(keepingCapacity: true)
        }
        try file.append(bytes)
        runs.append(start..<(file.size ?? start))
        held.removeAll()
        heldBytes = 0
    }

    /// Hands everything on in the order of time.
    mutating func drain(_ body: (Occurrence) throws -> Void) throws {
        held.sort(by: Occurrence.precedes)
        guard let file else {
            for one in held { try body(one) }
            held.removeAll()
            return
        }
        try spill()
        let ahead = max(64 << 10, Self.readAhead / runs.count)
        var readers = EarliestFirst<RunReader> { Occurrence.precedes($0.first, $1.first) }
        for run in runs {
            if let reader = try RunReader(file, run, ahead: ahead) { readers.insert(reader) }
        }
        while var reader = readers.popFirst() {
            try body(reader.first)
            if try reader.next() { readers.insert(reader) }
        }
        self.file = nil
        runs = []
    }
}

/// Reads a run from front to back.
private struct RunReader {
    /// What comes next.
    private(set) var first: Occurrence
    private let file: UnnamedFile
    private var rest: Range<UInt64>
    private let ahead: Int
    private var bytes: [UInt8] = []
    private var place = 0

    /// - Returns: Nil for a run that holds nothing.
    init?(_ file: UnnamedFile, _ run: Range<UInt64>, ahead: Int) throws {
        var (bytes, rest, place) = ([UInt8](), run, 0)
        guard let first = try Self.read(file, &bytes, &rest, &place, ahead) else { return nil }
        (self.file, self.ahead, self.first) = (file, ahead, first)
        (self.bytes, self.rest, self.place) = (bytes, rest, place)
    }

    /// Takes up the next one; false at the end of the run.
    mutating func next() throws -> Bool {
        guard let next = try Self.read(file, &bytes, &rest, &place, ahead) else { return false }
        first = next
        return true
    }

    private static func read(
        _ file: UnnamedFile, _ bytes: inout [UInt8], _ rest: inout Range<UInt64>, _ place: inout Int, _ ahead: Int
    ) throws -> Occurrence? {
        while true {
            if let one = Occurrence(from: bytes, at: &place) { return one }
            guard !rest.isEmpty else { return nil }
            let more = try file.read(at: rest.lowerBound, count: min(ahead, Int(rest.upperBound - rest.lowerBound)))
            guard !more.isEmpty else {
                throw ServiceFailure(code: "unreadable", subject: "", cause: "what was written down is gone")
            }
            bytes = Array(bytes[place...]) + more
            place = 0
            rest = rest.lowerBound + UInt64(more.count)..<rest.upperBound
        }
    }
}
