import EvidenceParsing
import Foundation
import Vocabulary

/// A file in memory, cut as the program cuts it.
struct PortionedFile: Sendable {
    let name: String
    let size: Int
    let format: EvidenceFormat
    let portions: [(parser: any EvidenceParser, portion: EvidencePortion)]

    /// Bytes that are shown to a parser at a time.
    private static let window = 2 << 20

    init?(_ path: String) {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        let bytes = [UInt8](data)
        let head = Array(bytes.prefix(EvidenceFormats.headLength))
        guard var parser = EvidenceFormats.parser(for: head, assuming: TimeAssumptions()) else { return nil }
        var portions: [(any EvidenceParser, EvidencePortion)] = []
        var place = 0
        while place < bytes.count {
            var end = min(bytes.count, place + Self.window)
            var length = 0
            while length == 0 {
                length = parser.portionLength(of: bytes[place..<end], at: UInt64(place), isLast: end == bytes.count)
                end = min(bytes.count, end + Self.window)
            }
            let portion = EvidencePortion(bytes: Array(bytes[place..<place + length]), offset: UInt64(place))
            portions.append((parser, portion))
            parser = parser.following(portion)
            place += length
        }
        name = URL(fileURLWithPath: path).lastPathComponent
        size = bytes.count
        format = parser.format
        self.portions = portions
    }

    /// Reads every `step`-th portion from number `first` on.
    func read(from first: Int = 0, by step: Int = 1) -> (records: Int, values: Int) {
        var memory = ParserMemory()
        var count = (records: 0, values: 0)
        for number in stride(from: first, to: portions.count, by: step) {
            let (parser, portion) = portions[number]
            let parsed = parser.parse(portion, with: &memory)
            count.records += parsed.batch.count
            count.values += parsed.batch.slots.count
        }
        return count
    }

    /// CPU seconds of the fastest of some rounds, and what was read.
    func fastest(of rounds: Int) -> (seconds: Double, records: Int, values: Int) {
        var best = Double.infinity
        var count = (records: 0, values: 0)
        for _ in 0..<rounds {
            let start = Self.processorSeconds
            count = read()
            best = min(best, Self.processorSeconds - start)
        }
        return (best, count.records, count.values)
    }

    private static var processorSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
