import EvidenceParsing
import Testing
import Vocabulary

@Suite("Addresses with a port behind them")
struct PeerAddressTests {
    private func common(_ file: WholeFile, _ field: CommonField) -> [String] {
        guard let batch = file.records.first?.batch else { return [] }
        let fields = CommonFields(batch.catalogue)
        return file.records.map { fields.value(field, of: $0)?.text ?? "-" }
    }

    private static let texts = [
        ("203.0.113.7:52100", "203.0.113.7", "52100"), ("[2001:db8::1]:443", "2001:db8::1", "443"),
        ("[2001:db8::1]", "2001:db8::1", "-"), ("::ffff:203.0.113.7:52100", "::ffff:203.0.113.7", "52100"),
        ("203.0.113.7", "203.0.113.7", "-"), ("2001:db8::1", "2001:db8::1", "-"),
        ("[fe80::1%16]:443", "fe80::1%16", "443"),
        // What is none stays as it is.
        ("203.0.113.7:5x", "203.0.113.7:5x", "-"), ("[2001:db8::1:443", "[2001:db8::1:443", "-"),
        ("a.example.test:443", "a.example.test:443", "-"), ("[]:1", "[]:1", "-"), ("-", "-", "-"),
    ]

    @Test("Microsoft 365's client is the bare address, in JSON and inside of a table", arguments: texts)
    func clientIP(text: String, address: String, port: String) {
        let record =
            #"{"CreationTime":"2026-03-01T10:00:00","Operation":"MailItemsAccessed","Workload":"Exchange","ClientIPAddress":"\#(text)"}"#
        let cell = record.replacing("\"", with: "\"\"")
        for file in [
            WholeFile(record + "\n"),
            WholeFile(
                "CreationDate,UserIds,Operations,AuditData\n2026-03-01T10:00:00Z,a@b.test,MailItemsAccessed,\"\(cell)\"\n"
            ),
        ] {
            #expect(common(file, .sourceAddress) == [address])
            #expect(common(file, .sourcePort) == [port])
            #expect(file.values("ClientIPAddress") == [text])
        }
    }

    @Test(
        "so it is in the records of other clouds",
        arguments: [
            #"{"createdDateTime":"2026-03-01T10:00:00Z","userPrincipalName":"a@b.test","appDisplayName":"x","ipAddress":"203.0.113.7:52100"}"#,
            #"{"time":"2026-03-01T10:00:00Z","operationName":"GetBlob","callerIpAddress":"203.0.113.7:52100"}"#,
            #"{"time":"2026-03-01T10:00:00Z","operationName":"Sign-in activity","properties":{"ipAddress":"203.0.113.7:52100"}}"#,
            #"{"activityDateTime":"2026-03-01T10:00:00Z","activityDisplayName":"x","initiatedBy":{"user":{"ipAddress":"203.0.113.7:52100"}}}"#,
            #"{"CreationTime":"2026-03-01T10:00:00","Operation":"UserLoggedIn","Workload":"AzureActiveDirectory","ClientIP":"203.0.113.7:52100"}"#,
        ])
    func clouds(line: String) {
        let file = WholeFile(line + "\n")
        #expect(common(file, .sourceAddress) == ["203.0.113.7"])
        #expect(common(file, .sourcePort) == ["52100"])
    }
}
