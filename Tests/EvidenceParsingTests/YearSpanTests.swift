import EvidenceParsing
import Testing
import Vocabulary

@Suite("Times without a year over several years")
struct YearSpanTests {
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// A line every five days from January 2023 on, each of which says its year.
    private func lines(_ count: Int, pad: Int = 0) -> String {
        guard let start = Timestamp(iso8601: "2023-01-01T00:00:00Z") else { return "" }
        return (0..<count).map { index in
            let civil = CivilTime(start.advanced(bySeconds: Int64(index) * 5 * 86_400))
            let day = civil.day < 10 ? " \(civil.day)" : "\(civil.day)"
            return "\(Self.months[civil.month - 1]) \(day) 10:00:00 web sshd[7]: year \(civil.year) "
                + String(repeating: "x", count: pad) + "\n"
        }.joined()
    }

    private let march = TimeAssumptions(reference: Timestamp(iso8601: "2026-03-02T00:00:00Z"))

    private func wrong(_ file: WholeFile) -> Int {
        file.records.count { record in
            guard let time = record.time?.moment else { return true }
            return record.value(named: "message")?.text.hasPrefix("year \(CivilTime(time).year)") != true
        }
    }

    @Test("a whole file that turns the year is counted back from its date", arguments: [false, true])
    func whole(isWide: Bool) {
        let text = lines(230)
        let file = WholeFile(isWide ? WholeFile.utf16(text) : Array(text.utf8), assuming: march)
        #expect(file.records.count == 230)
        #expect(wrong(file) == 0)
        #expect(file.issues == [])
    }

    @Test("in a longer file the years are said not to be certain, once", arguments: [false, true])
    func long(isWide: Bool) {
        let text = lines(230, pad: 12_000)
        let bytes = isWide ? WholeFile.utf16(text) : Array(text.utf8)
        let file = WholeFile(bytes, window: 1 << 20, assuming: march)
        #expect(file.records.count == 230)
        #expect(file.issues.map(\.kind) == [.badTime])
        var known = march
        known.year = 2023
        let told = WholeFile(bytes, window: 1 << 20, assuming: known)
        #expect(wrong(told) == 0)
        #expect(told.issues == [])
    }

    @Test("one turn of the year, and single lines of another time, change nothing")
    func short() {
        let turn =
            "Nov  1 10:00:00 web a: x\nDec 31 10:00:00 web a: x\nJan  1 10:00:00 web a: x\nMar  1 10:00:00 web a: x\n"
        let file = WholeFile(turn, assuming: march)
        #expect(file.records.compactMap { $0.time.map { CivilTime($0.moment).year } } == [2025, 2025, 2026, 2026])
        let stray =
            "Jan  5 10:00:00 web a: x\nDec 20 10:00:00 web a: x\nFeb  1 10:00:00 web a: x\nDec 21 10:00:00 web a: x\n"
        let odd = WholeFile(stray, assuming: march)
        #expect(odd.issues == [])
        #expect(odd.records.compactMap { $0.time.map { CivilTime($0.moment).year } } == [2026, 2025, 2026, 2025])
    }

    @Test("29 February takes its neighbours along")
    func leap() {
        let file = WholeFile("Feb 29 10:00:00 web a: x\nMar  1 10:00:00 web a: y\n", assuming: march)
        #expect(file.records.compactMap { $0.time.map { CivilTime($0.moment).year } } == [2024, 2024])
        let pad = String(repeating: "x", count: 70_000)
        let long = WholeFile("Feb 29 10:00:00 web a: \(pad)\nMar  1 10:00:00 web a: y\n", assuming: march)
        #expect(long.issues.map(\.kind) == [.badTime])
    }
}
