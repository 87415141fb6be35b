import EvidenceParsing
import Foundation
import Simulation
import Testing
import Vocabulary

/// Two chunks of one template each. `CORDON_EVERY_BYTE` asks for full chunks and for every byte of them, as `make soak`
/// does; otherwise they hold a few records, and every seventh byte is looked at.
@Suite("Event logs as we write them, cut and written over")
struct DamagedEventLogTests {
    private static let isThorough = ProcessInfo.processInfo.environment["CORDON_EVERY_BYTE"] != nil
    private static let stride = isThorough ? 1 : 7
    private static let firstChunk = 4096

    private let file: [UInt8]
    /// Where the records begin, in the order of their numbers from 1, and where the last of each chunk ends.
    private let starts: [Int]
    private let ends: [Int]
    private let secondChunk: Int

    init() throws {
        var file = Events.log(try Events().numbered(0..<400))
        let (first, second) = (Self.firstChunk, Self.firstChunk + 65_536)
        let used = [first, second].map { $0 + Self.little32(file, $0 + 48) }
        let all = Reading(file).records.map { Int($0.position) }
        let inFirst = all.count { $0 < second }
        // Of the second chunk a few records; the rest of the file says nothing.
        let inSecond = 4
        file.removeSubrange(min(all[inFirst + inSecond], used[1])...)
        guard !Self.isThorough else {
            self.file = file
            starts = Array(all[..<(inFirst + inSecond)])
            ends = starts.dropFirst().map { $0 == second + 512 ? used[0] : $0 } + [file.count]
            secondChunk = second
            return
        }
        // Of the first chunk a few records, too: what is behind them is lost, and chunks are found by their marks.
        let kept = 8
        let lost = all[kept]..<second
        file.removeSubrange(lost)
        self.file = file
        starts = all[..<kept] + all[inFirst..<(inFirst + inSecond)].map { $0 - lost.count }
        secondChunk = second - lost.count
        let place = secondChunk
        ends = starts.dropFirst().map { $0 == place + 512 ? place : $0 } + [file.count]
    }

    @Test("the records of the file are all read when nothing was done to it")
    func whole() {
        let reading = Reading(file)

        #expect(reading.records.map { Int($0.position) } == starts)
        #expect(reading.issues.allSatisfy { (0...UInt64(file.count)).contains($0.offset) })
    }

    @Test("wherever the file is cut, every record that ends before the cut is read, and the cut is told")
    func everyCut() {
        for cut in Swift.stride(from: 4097, to: file.count, by: Self.stride) {
            let reading = Reading(Array(file[..<cut]))
            let whole = zip(starts, ends).filter { $0.1 <= cut }.map(\.0)
            // Nothing tells of a cut between chunks: what the header says of them is wrong in copies of logs in use.
            guard reading.records.map({ Int($0.position) }) == whole, !reading.issues.isEmpty || cut == secondChunk,
                reading.issues.allSatisfy({ $0.offset <= UInt64(cut) })
            else {
                Issue.record("cut at \(cut): \(reading.records.count) of \(whole.count) records, \(reading.issues)")
                return
            }
        }
    }

    @Test("whatever is written over a byte of a chunk, all other records are read", arguments: [0x00, 0xFF, nil])
    func everyByte(value: UInt8?) {
        var random = Noise()
        for place in Swift.stride(from: Self.firstChunk, to: secondChunk, by: Self.stride) {
            let byte = value ?? random.next()
            guard file[place] != byte else { continue }
            var altered = file
            altered[place] = byte
            let reading = Reading(altered)
            let missing = Set(starts).subtracting(reading.records.map { Int($0.position) })
            guard missing.isSubset(of: dependants(of: place)), reading.records.count <= starts.count,
                missing.isEmpty || reading.issues.contains(where: { $0.kind != .badChecksum }),
                reading.issues.allSatisfy({ (0...UInt64(file.count)).contains($0.offset) })
            else {
                Issue.record("\(byte) at \(place): without \(missing.sorted()), \(reading.issues)")
                return
            }
        }
    }

    /// The records that may be lost with a byte of the first chunk: its own; all of the chunk, where it is of the
    /// chunk's mark, or of the record that holds the template of all.
    private func dependants(of place: Int) -> Set<Int> {
        let chunk = starts.filter { $0 < secondChunk }
        if place < Self.firstChunk + 8 || (starts[0]..<ends[0]).contains(place) { return Set(chunk) }
        return Set(zip(starts, ends).filter { $0.0 <= place && place < $0.1 }.map(\.0))
    }

    /// The same pseudo-random bytes in every run (xorshift).
    private struct Noise {
        private var state: UInt64 = 20_260_301

        mutating func next() -> UInt8 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return UInt8(truncatingIfNeeded: state >> 24)
        }
    }

    private static func little32(_ bytes: [UInt8], _ place: Int) -> Int {
        (0..<4).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
    }
}
