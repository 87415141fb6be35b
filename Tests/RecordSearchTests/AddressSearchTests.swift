import Testing

@testable import RecordSearch

@Suite("Addresses in queries")
struct AddressSearchTests {
    private static func isFound(_ query: String, in text: String) throws -> Bool {
        guard case .anywhere(.addresses(let range)) = try Query(query) else { return false }
        var search = AddressSearch(range)
        return TextFolding.fold(text + "\0").dropLast().withContiguousStorageIfAvailable { search.matches($0) } ?? false
    }

    @Test(
        "an address is compared as a number, however it is written and wherever it stands",
        arguments: [
            ("10.0.0.0/8", "10.0.0.1", true), ("10.0.0.0/8", "11.0.0.1", false), ("10.0.0.0/8", "100.0.0.1", false),
            ("10.0.0.0/8", "from 10.9.8.7:443 to", true), ("10.0.0.0/8", "src=10.9.8.7,dst=1.1.1.1", true),
            ("10.0.0.0/8", "(10.9.8.7).", true), ("10.0.0.0/8", "10.9.8.7/24", true),
            ("10.0.0.0/8", "::ffff:10.0.0.5", true), ("10.0.0.0/8", "::FFFF:A00:5", true),
            ("10.0.0.0/8", "[::ffff:a00:5]:80", true),
            ("10.0.0.0/8", "1.3.10.0.0.1", false), ("10.0.0.0/8", "10.0.0.1.example", false),
            ("10.0.0.0/8", "10.0.0.256", false), ("10.0.0.0/8", "10.0.0", false), ("10.0.0.0/8", "v10.0.0.1", false),
            ("10.0.0.0/8", "10.0.0.1x", false), ("10.0.0.0/8", "10.0..0.1", false),
            ("10.0.0.0/8", "010.000.000.001", true),
            ("10.0.0.64/26", "10.0.0.63", false), ("10.0.0.64/26", "10.0.0.64", true),
            ("10.0.0.64/26", "10.0.0.127", true),
            ("10.0.0.64/26", "10.0.0.128", false), ("0.0.0.0/0", "a 9.9.9.9 b", true), ("0.0.0.0/0", "fe80::1", false),
            ("10.0.0.5/32", "10.0.0.5", true), ("10.0.0.5/32", "10.0.0.50", false),
            ("[10.0.0.9 TO 10.0.0.10]", "10.0.0.9", true), ("[10.0.0.9 TO 10.0.0.10]", "10.0.0.10", true),
            ("[10.0.0.9 TO 10.0.0.10]", "10.0.0.100", false), ("[10.0.0.9 TO 10.0.0.10}", "10.0.0.10", false),
            ("2001:db8::/32", "2001:DB8:0:0::7", true), ("2001:db8::/32", "2001:0db8:ffff:1:2:3:4:5", true),
            ("2001:db8::/32", "2001:db9::1", false), ("2001:db8::/32", "dst:[2001:db8::1]:443", true),
            ("2001:db8::/32", "peer 2001:db8::", true), ("2001:db8::/32", "host:2001:db8::1 up", true),
            ("2001:db8::/32", "2001:db8:1", false), ("fe80::/10", "fe80::1%eth0", true), ("fe80::/10", "febf::1", true),
            ("fe80::/10", "fec0::1", false), ("fe80::1", "FE80:0:0:0::0001", true),
            ("fe80::1", "at 10:30:00 fe80::1.", true),
            ("::1", "from ::1 to", true), ("::1", "from ::2 to", false), ("::/0", "10.0.0.1", false),
            ("64:ff9b::/96", "64:ff9b::10.0.0.1", true), ("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8", true),
            ("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8:9", false),
        ])
    func found(query: String, text: String, isFound: Bool) throws {
        #expect(try Self.isFound(query, in: text) == isFound)
    }

    @Test(
        "text that is no address is told from one",
        arguments: [
            "", ":", "1.2.3", "1.2.3.4.", ".1.2.3.4", "1::2::3", ":1", "1:", "12345::", "g::", "1:2:3:4:5:6:7",
            "1:2:3:4:5:6:7:8:9", "::1.2.3", "::1.2.3.4:5", "1.2.3.4::", "1:::2", "1.2.3.+4",
        ])
    func noAddress(text: String) {
        #expect(NetworkAddress(Array(text.utf8)) == nil)
    }

    @Test("every address that is found has one of the words that it is looked for by")
    func words() throws {
        var random = Random(4)
        for _ in 0..<2_000 {
            let bits: UInt128 =
                random.below(2) == 0
                ? 0xFFFF << 32 | UInt128(random.next() & 0xFFFF_FFFF)
                : UInt128(random.next()) << UInt128(random.below(80)) | UInt128(random.next())
            let address = NetworkAddress(bits: bits)
            let host: UInt128 = (1 << UInt128(random.below(address.isVersion4 ? 33 : 128))) - 1
            let range = try #require(
                AddressRange(from: NetworkAddress(bits: bits & ~host), through: NetworkAddress(bits: bits | host)))
            let groups = (0..<8).reversed().map {
                String(UInt16(truncatingIfNeeded: bits >> UInt128(16 * $0)), radix: 16)
            }
            let text =
                address.isVersion4
                ? [24, 16, 8, 0].map { "\(bits >> $0 & 0xFF)" }.joined(separator: ".") : groups.joined(separator: ":")
            let folded = Array(text.utf8)
            #expect(NetworkAddress(folded) == address)
            let words = TextFolding.words(of: folded)
            for part in range.words { #expect(part.contains { words.contains($0) }, "\(text)") }
        }
    }
}
