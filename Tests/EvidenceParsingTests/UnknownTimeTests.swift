import EvidenceParsing
import Testing
import Vocabulary

@Suite("Times under names of many products")
struct UnknownTimeTests {
    @Test(
        "products' own names of times are known",
        arguments: [
            #"{"kind":"Event","auditID":"a","requestReceivedTimestamp":"2026-03-01T10:00:00.5Z","stageTimestamp":"2026-03-01T10:00:01Z"}"#,
            #"{"eventType":"user.session.start","published":"2026-03-01T10:00:00.500Z","uuid":"u"}"#,
            #"{"service":{"eventLastSeen":"2026-03-01T10:00:00.5Z"},"updatedAt":"2026-03-01T10:01:00Z"}"#,
            #"{"EventTime":"2026-03-01 10:00:00.5","updatedAt":"2026-03-09T10:00:00Z"}"#,
        ])
    func json(line: String) {
        let file = WholeFile(line + "\n")
        #expect(file.records[0].time?.moment == Timestamp(iso8601: "2026-03-01T10:00:00.5Z"))
        #expect(file.issues == [])
    }

    @Test("tables of CloudTrail, of Defender's timeline, and those with date and time apart have times")
    func tables() {
        let athena = WholeFile(
            "eventversion,useridentity,eventtime,eventsource,eventname,sourceipaddress\n"
                + "1.08,u,2026-03-01T10:00:00Z,iam.amazonaws.com,CreateUser,10.0.0.5\n")
        let console = WholeFile(
            "Event ID,Event name,Event source,Event time,Source IP address,User name\n"
                + "e,CreateUser,iam.amazonaws.com,2026-03-01T10:00:00Z,10.0.0.5,anna\n")
        for file in [athena, console] {
            #expect(file.records[0].time?.moment == Timestamp(iso8601: "2026-03-01T10:00:00Z"))
            #expect(file.records[0].eventCode?.text == "CreateUser")
            #expect(file.records[0].channel?.text == "cloudtrail")
            #expect(file.values("eventName") == ["CreateUser"])
            let common = CommonFields(file.records[0].batch.catalogue)
            #expect(common.value(.sourceAddress, of: file.records[0])?.text == "10.0.0.5")
        }
        let timeline = WholeFile(
            "Event Time,Machine Id,Computer Name,Action Type,Account Name,Process Command Line\n"
                + "2026-03-01T10:00:00Z,m,ws5,ProcessCreated,anna,cmd\n")
        #expect(timeline.records[0].time?.zone == .stated)
        #expect(timeline.records[0].host?.text == "ws5")
        #expect(timeline.values("ActionType") == ["ProcessCreated"])
        let common = CommonFields(timeline.records[0].batch.catalogue)
        #expect(common.value(.account, of: timeline.records[0])?.text == "anna")
        let apart = WholeFile("Date,Time,Computer\n03/04/2026,10:00:00,WS5\n13/04/2026,11:00:00,WS5\n")
        #expect(
            apart.records.map { $0.time?.moment } == [
                Timestamp(iso8601: "2026-04-03T10:00:00Z"), Timestamp(iso8601: "2026-04-13T11:00:00Z"),
            ])
        #expect(apart.records[0].time?.zone == .assumed(offsetInMinutes: 0))
        #expect(apart.issues == [])
    }

    @Test("records without a time are one issue, which names what looks like one")
    func unknown() {
        let row = #"{"n":1,"lastTouched":"2026-03-01 10:00","<b>":"2026-03-01 10:00"}"#
        let table = "id,lastTouched,name\n1,2026-03-01 10:00:00,a\n2,2026-03-01 10:00:00,b\n"
        for text in [row + "\n" + row + "\n", "[\(row),\(row)]", table] {
            let file = WholeFile(text)
            #expect(file.records.count == 2)
            #expect(file.issues.map(\.kind) == [.badTime])
            #expect(file.issues.first?.detail.contains("“lastTouched”") == true)
            #expect(file.issues.first?.detail.contains("<b>") == false)
        }
        #expect(WholeFile("{\"n\":1}\n").issues == [])
        #expect(WholeFile(row + "\n{\"@timestamp\":\"2026-03-01T10:00:00Z\"}\n").issues == [])
    }

    @Test("Entra's table takes the account for who acted, not the name that is shown")
    func entra() {
        let file = WholeFile(
            "Date (UTC),Request ID,User,Username,IP address\n2026-03-01T10:00:00Z,r,Anna,anna@corp.example,10.0.0.5\n")
        let common = CommonFields(file.records[0].batch.catalogue)
        #expect(common.value(.account, of: file.records[0])?.text == "anna@corp.example")
        #expect(file.values("User") == ["Anna"])
    }

    @Test("EvtxECmd's account without a domain and a name is none", arguments: ["-\\-", "-"])
    func nobody(name: String) {
        let file = WholeFile("TimeCreated,UserName,Computer\n2026-03-01 10:00:00,\(name),WS1\n")
        let common = CommonFields(file.records[0].batch.catalogue)
        #expect(common.value(.account, of: file.records[0]) == nil)
        let other = WholeFile("TimeCreated,UserName,Computer\n2026-03-01 10:00:00,-x-,WS1\n")
        let names = CommonFields(other.records[0].batch.catalogue)
        #expect(names.value(.account, of: other.records[0])?.text == "-x-")
    }

    @Test("a time under a name with an at sign is named, too")
    func atSign() {
        let file = WholeFile(#"{"x":{"@when":"2026-03-01T10:00:00Z"},"a":1}"# + "\n")
        #expect(file.issues.map(\.detail).contains { $0.contains("x.@when") })
    }
}
