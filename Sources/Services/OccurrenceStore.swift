import Detection
import Foundation

/// What correlations are made of, put into the order of time: in memory, and where that is too little, in sorted runs on
/// the disk.
///
/// Occurrences are held as the bytes they are written as, which take half of the memory of their values and leave no
/// holes in it when they go. Their number is limited by the disk alone: where there are many runs, they become one.
struct OccurrenceStore: Sendable {
    /// Bytes of occurrences that are held in memory before they are written down.
    static let memory = 8 << 20
    /// Bytes that are read of all runs together at a time.
    private static let readAhead = 8 << 20
    /// Runs of one level that become one of the next: each is read a good stretch at a time, and all of them twice at most
    /// as long as they are fewer than the square of this.
    private static let mostRuns = 64

    private struct Held: Sendable {
        let rank: Occurrence.Rank
        let start: UInt32
        let end: UInt32
    }

    private struct Run: Sendable {
        /// Where it lies in the file.
        let place: Range<UInt64>
        /// How often its occurrences were put together from runs.
        let level: Int
    }

    private let folder: String
    private let memory: Int
    private var bytes: [UInt8] = []
    private var held: [Held] = []
    private var file: UnnamedFile?
    /// Those of the highest level come first.
    private var runs: [Run] = []

    /// - Parameter folder: Where runs are written, in a file without a name.
    init(in folder: String, memory: Int = Self.memory) {
        self.folder = folder
        self.memory = memory
    }

    /// Takes occurrences of any time.
    mutating func add(_ occurrences: [Occurrence]) throws {
        for one in occurrences {
            let start = UInt32(bytes.count)
            one.encode(to: &bytes)
            held.append(Held(rank: one.rank, start: start, end: UInt32(bytes.count)))
            if bytes.count + held.count * MemoryLayout<Held>.stride > memory { try spill() }
        }
    }

    private mutating func spill() throws {
        let file = try file ?? UnnamedFile(in: folder)
        self.file = file
        held.sort { $0.rank < $1.rank }
        var writer = RunWriter(file)
        for one in held { try writer.append { $0 += bytes[Int(one.start)..<Int(one.end)] } }
        runs.append(Run(place: try writer.finish(), level: 0))
        held.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
        while let level = runs.last?.level, runs.count(where: { $0.level == level }) >= Self.mostRuns {
            let old = runs.filter { $0.level == level }
            var writer = RunWriter(file)
            try Self.merge(old, of: file) { one in try writer.append { one.encode(to: &$0) } }
            runs.removeLast(old.count)
            runs.append(Run(place: try writer.finish(), level: level + 1))
        }
    }

    /// Hands everything on in the order of time.
    mutating func drain(_ body: (Occurrence) throws -> Void) throws {
        if let file {
            if !held.isEmpty { try spill() }
            (held, bytes) = ([], [])
            try Self.merge(runs, of: file, body)
        } else {
            held.sort { $0.rank < $1.rank }
            for one in held {
                var place = Int(one.start)
                if let occurrence = Occurrence(from: bytes, at: &place) { try body(occurrence) }
            }
            (held, bytes) = ([], [])
        }
        file = nil
        runs = []
    }

    private static func merge(
        _ runs: [Run], of file: UnnamedFile, _ body: (Occurrence) throws -> Void
    ) throws {
        let ahead = max(16 << 10, readAhead / runs.count)
        var readers = EarliestFirst<RunReader> { Occurrence.precedes($0.first, $1.first) }
        for run in runs {
            if let reader = try RunReader(file, run.place, ahead: ahead) { readers.insert(reader) }
        }
        while var reader = readers.popFirst() {
            try body(reader.first)
            if try reader.next() { readers.insert(reader) }
        }
    }
}

/// Writes a run at the end of a file.
private struct RunWriter {
    private static let blockLength = 1 << 20

    private let file: UnnamedFile
    private let start: UInt64
    private var bytes: [UInt8] = []

    init(_ file: UnnamedFile) {
        self.file = file
        start = file.size ?? 0
    }

    /// - Parameter write: Appends an occurrence.
    mutating func append(_ write: (inout [UInt8]) -> Void) throws {
        write(&bytes)
        guard bytes.count >= Self.blockLength else { return }
        try file.append(bytes)
        bytes.removeAll(keepingCapacity: true)
    }

    /// - Returns: Where the run lies.
    mutating func finish() throws -> Range<UInt64> {
        try file.append(bytes)
        bytes = []
        return start..<(file.size ?? start)
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
