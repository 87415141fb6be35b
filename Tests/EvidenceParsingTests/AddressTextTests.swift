import EvidenceParsing
import Testing
import Vocabulary

@Suite("Which words are addresses")
struct AddressTextTests {
    @Test(
        "an address has the form of one; times of day and network cards have colons, too",
        arguments: [
            ("10.0.0.5", true), ("2001:db8::1", true), ("::1", true), ("fe80::1%eth0", true), ("::ffff:10.0.0.5", true),
            ("1:2:3:4:5:6:7:8", true), ("1:2:3:4:5:6:10.0.0.5", true), ("10:00:02", false),
            ("00:15:5d:01:02:03", false), ("10.0.0", false), ("a.b.c.d", false), ("1:2:3:4:5:6:7:8:9", false),
        ])
    func forms(word: String, isAddress: Bool) {
        let line = #"\#(word) - - [01/Mar/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 5"# + "\n"
        #expect(LogText.values("src_ip", in: line) == [isAddress ? word : "-"])
    }
}
