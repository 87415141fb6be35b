import EvidenceParsing
import Testing
import Vocabulary

/// Golden pairs for what tools and clouds write as JSON: their heads only, since values are read as any others are.
@Suite("JSON of tools and clouds")
struct StructuredShapeTests {
    /// Time, host, channel, provider and event code.
    private func head(_ text: String) -> String {
        guard let record = WholeFile(text).records.first else { return "no record" }
        return JSONLinesText.describe(record).split(separator: "\n").prefix(2).joined(separator: " / ")
    }

    @Test(
        "the product is known, and where it says when, where and what",
        arguments: [
            (
                #"{"Records":[{"eventVersion":"1.08","eventTime":"2026-03-01T10:00:00Z","eventSource":"sts.amazonaws.com","eventName":"AssumeRole","awsRegion":"eu-west-1"}]}"#,
                #"2026-03-01T10:00:00.000000Z stated "2026-03-01T10:00:00Z" / - | cloudtrail | sts.amazonaws.com | AssumeRole"#
            ),
            (
                #"{"CreationTime":"2026-03-01T10:00:00","Workload":"Exchange","Operation":"MailItemsAccessed","UserId":"a@b.test"}"#,
                #"2026-03-01T10:00:00.000000Z stated "2026-03-01T10:00:00" / - | m365 | Exchange | MailItemsAccessed"#
            ),
            (
                #"{"value":[{"createdDateTime":"2026-03-01T10:00:00Z","userPrincipalName":"a@b.test","appDisplayName":"Portal","ipAddress":"192.0.2.1"}]}"#,
                #"2026-03-01T10:00:00.000000Z stated "2026-03-01T10:00:00Z" / - | signinlogs | - | -"#
            ),
            (
                #"{"value":[{"activityDateTime":"2026-03-01T10:00:00Z","activityDisplayName":"Add app","loggedByService":"Core Directory"}]}"#,
                #"2026-03-01T10:00:00.000000Z stated "2026-03-01T10:00:00Z" / - | auditlogs | Core Directory | Add app"#
            ),
            (
                #"{"timestamp":"2026-03-01T10:00:00.000001+0000","flow_id":1,"event_type":"alert","src_ip":"192.0.2.1","dest_ip":"192.0.2.2"}"#,
                #"2026-03-01T10:00:00.000001Z stated "2026-03-01T10:00:00.000001+0000" / - | suricata | - | alert"#
            ),
            (
                #"{"ts":1772359200.5,"uid":"C1","id.orig_h":"192.0.2.1","conn_state":"SF"}"#,
                #"2026-03-01T10:00:00.500000Z stated "1772359200.5" / - | conn | - | -"#
            ),
            (
                #"{"Timestamp":"2026-03-01T10:00:00Z","DeviceName":"ws1","ActionType":"ProcessCreated"}"#,
                #"2026-03-01T10:00:00.000000Z stated "2026-03-01T10:00:00Z" / ws1 | defender | - | ProcessCreated"#
            ),
            (
                #"{"timestamp":"2026-03-01T10:00:05.000+0000","rule":{"id":"60106"},"agent":{"name":"ws1"},"decoder":{"name":"windows_eventchannel"},"data":{"win":{"system":{"providerName":"Tracer","eventID":"4624","systemTime":"2026-03-01T10:00:00Z","computer":"ws1.x","channel":"Security"},"eventdata":{"targetUserName":"eve"}}}}"#,
                #"2026-03-01T10:00:00.000000Z stated "2026-03-01T10:00:00Z" / ws1.x | Security | Tracer | 4624"#
            ),
            (
                #"{"timestamp":"2026-03-01T10:00:05.000+0000","rule":{"id":"5710"},"agent":{"name":"web"},"decoder":{"name":"sshd"},"full_log":"x"}"#,
                #"2026-03-01T10:00:05.000000Z stated "2026-03-01T10:00:05.000+0000" / web | wazuh | sshd | 5710"#
            ),
            (
                #"[{"group":"Sigma","document":{"kind":"evtx","path":"a.evtx","data":{"Event":{"System":{"Provider_attributes":{"Name":"Tracer"},"EventID":1,"Computer":"ws1","Channel":"T/O","TimeCreated_attributes":{"SystemTime":"2026-03-01T10:00:00Z"}}}}},"timestamp":"2026-03-01T10:00:00Z"}]"#,
                #"2026-03-01T10:00:00.000000Z stated "2026-03-01T10:00:00Z" / ws1 | T/O | Tracer | 1"#
            ),
            (
                #"{"System":{"Provider":{"Name":"Tracer"},"EventID":{"Value":1},"TimeCreated":{"SystemTime":1772359200.5},"Channel":"T/O","Computer":"ws1"},"EventData":{"Image":"a.exe"}}"#,
                #"2026-03-01T10:00:00.500000Z stated "1772359200.5" / ws1 | T/O | Tracer | 1"#
            ),
            (
                #"{"data_type":"syslog:line","timestamp":1772359200000000,"hostname":"h","message":"m","parser":"text/syslog"}"#,
                #"2026-03-01T10:00:00.000000Z stated "1772359200000000" / h | syslog:line | - | -"#
            ),
            (
                #"{"Events":[{"EventId":"e","EventName":"X","CloudTrailEvent":"{\"eventVersion\":\"1\",\"eventTime\":\"2026-03-01T10:00:00Z\",\"eventSource\":\"s\",\"eventName\":\"CreateUser\"}"}]}"#,
                #"2026-03-01T10:00:00.000000Z stated "2026-03-01T10:00:00Z" / - | cloudtrail | s | CreateUser"#
            ),
        ])
    func products(text: String, expected: String) {
        #expect(head(text) == expected)
    }

    @Test("Wazuh's names of what an event reports are those of the event")
    func wazuhNames() {
        let file = WholeFile(
            #"{"rule":{"id":"1"},"data":{"win":{"eventdata":{"targetUserName":"eve","ipAddress":"192.0.2.1"}}}}"#)
        #expect(file.values("TargetUserName") == ["eve"])
        #expect(file.values("IpAddress") == ["192.0.2.1"])
    }
}
