import Testing
import Vocabulary

@Suite("Common fields")
struct CommonFieldsTests {
    private func batch(_ records: [[(String, String)]]) -> RecordBatch {
        var builder = RecordBatchBuilder()
        for (index, record) in records.enumerated() {
            builder.beginRecord(position: UInt64(index), number: 0)
            for (name, text) in record {
                builder.append(builder.intern(FieldName(name, path: [.element(name)])), .utf8, text.utf8)
            }
            builder.endRecord()
        }
        return builder.finish()
    }

    @Test(
        "records of any product answer the same questions",
        arguments: [
            (
                [
                    ("SubjectUserName", "SYSTEM"), ("TargetUserName", "eve"), ("IpAddress", "192.0.2.1"),
                    ("IpPort", "5"),
                ],
                [
                    CommonField.account: "SYSTEM", .targetAccount: "eve", .sourceAddress: "192.0.2.1", .sourcePort: "5",
                ]
            ),
            // In a Security event 4688 the plain names are those of the parent.
            (
                [("ProcessId", "0x4"), ("NewProcessId", "0x8"), ("ProcessName", "p"), ("NewProcessName", "n")],
                [.processID: "0x8", .process: "n"]
            ),
            (
                [("Image", "a.exe"), ("Hashes", "MD5=1"), ("User", "D\\u"), ("DestinationIp", "192.0.2.2")],
                [.process: "a.exe", .hashes: "MD5=1", .account: "D\\u", .destinationAddress: "192.0.2.2"]
            ),
            (
                [("id.orig_h", "192.0.2.1"), ("id.resp_h", "192.0.2.2"), ("id.resp_p", "443")],
                [.sourceAddress: "192.0.2.1", .destinationAddress: "192.0.2.2", .destinationPort: "443"]
            ),
            (
                [("userIdentity.arn", "arn:x"), ("sourceIPAddress", "192.0.2.1")],
                [.account: "arn:x", .sourceAddress: "192.0.2.1"]
            ),
            (
                [("acct", "root"), ("exe", "/bin/sh"), ("pid", "7")],
                [.account: "root", .process: "/bin/sh", .processID: "7"]
            ),
            ([("client", "eve/REALM"), ("request_type", "TGS")], [.account: "eve/REALM"]),
            ([("client", "SSH-2.0-x")], [:]),
            // A name means one thing beside one field and another beside another.
            (
                [("LogonType", "Network"), ("RemoteIP", "192.0.2.1"), ("RemotePort", "5")],
                [.sourceAddress: "192.0.2.1", .sourcePort: "5"]
            ),
            (
                [("LocalIP", "192.0.2.3"), ("RemoteIP", "192.0.2.2")],
                [.sourceAddress: "192.0.2.3", .destinationAddress: "192.0.2.2"]
            ),
            ([("RemoteIP", "192.0.2.2")], [:]),
            ([("IpAddress", "-"), ("SourceIp", ""), ("src_ip", "192.0.2.1")], [.sourceAddress: "192.0.2.1"]),
        ] as [([(String, String)], [CommonField: String])])
    func products(fields: [(String, String)], expected: [CommonField: String]) {
        let batch = batch([fields])
        let common = CommonFields(batch.catalogue)
        var found: [CommonField: String] = [:]
        for field in CommonField.allCases { found[field] = common.value(field, of: batch[0])?.text }
        #expect(found == expected)
    }

    @Test("all values of a kind are handed on, those that say nothing are not")
    func all() {
        let batch = batch([[("md5", "1"), ("x", "y"), ("sha256", "2"), ("User", "-")]])
        var found: [String] = []
        CommonFields(batch.catalogue).forEach(of: batch[0]) { found.append("\($0) \($1.text)") }
        #expect(found == ["hashes 1", "hashes 2"])
    }
}
