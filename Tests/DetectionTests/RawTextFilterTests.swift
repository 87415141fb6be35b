import Testing

@testable import Detection

@Suite("Literals in values as they are stored")
struct RawTextFilterTests {
    private let literals = ["sekurlsa::logonpasswords", "mimikatz", "gentilkiwi.com", "a b-c/d e"]

    private func says(_ filter: RawTextFilter, _ text: String) -> [Bool] {
        [
            Array(text.utf8).withUnsafeBytes { filter.mayStand(inNarrow: $0) },
            text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }.withUnsafeBytes { filter.mayStand(inWide: $0) },
        ]
    }

    @Test("wherever a literal stands, and in whatever case, it is not denied")
    func everywhere() throws {
        let filter = try #require(RawTextFilter(literals.map { Array($0.utf8) }))
        for literal in literals {
            for before in 0..<9 {
                for behind in 0..<9 {
                    let ends = (String(repeating: "x", count: before), String(repeating: "y", count: behind))
                    #expect(says(filter, ends.0 + literal + ends.1) == [true, true])
                    #expect(says(filter, ends.0 + literal.uppercased() + ends.1) == [true, true])
                }
            }
        }
    }

    @Test("text that is not ASCII can fold to anything")
    func beyondASCII() throws {
        let filter = try #require(RawTextFilter(literals.map { Array($0.utf8) }))
        for place in 0..<9 {
            #expect(says(filter, String(repeating: "x", count: place) + "\u{212A}") == [true, true])
        }
    }

    @Test("nearly all text is denied, and short literals make no filter")
    func denied() throws {
        let filter = try #require(RawTextFilter(literals.map { Array($0.utf8) }))

        #expect(says(filter, "C:\\Windows\\System32\\svchost.exe -k netsvcs") == [false, false])
        #expect(RawTextFilter([Array("shorty".utf8)]) == nil)
        #expect(RawTextFilter([]) == nil)
    }
}
