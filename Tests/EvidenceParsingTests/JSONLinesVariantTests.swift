import EvidenceParsing
import Testing
import Vocabulary

/// Golden pairs for the variants in which tools and shippers write Windows events.
@Suite("JSON lines: variants of Windows events")
struct JSONLinesVariantTests {
    @Test("attributes that stand in an object beside their element have the names of EVTX files")
    func attributesApart() {
        let line = #"""
            {"Event":{"System":{"Provider_attributes":{"Name":"Tracer"},"EventID":7,"EventID_attributes":{"Qualifiers":3},"TimeCreated_attributes":{"SystemTime":"2026-03-01T10:00:00.5Z"},"Channel":"T/O","Execution_attributes":{"ProcessID":4}},"EventData":{"Image":"a.exe","file_attributes":"hidden"},"UserData":{"Cleared":{"By":"eve"},"Cleared_attributes":{"xmlns":"urn:c"}}},"Event_attributes":{"xmlns":"urn:e"}}
            """#
        #expect(
            JSONLinesText.describe(line) == #"""
                2026-03-01T10:00:00.500000Z stated "2026-03-01T10:00:00.5Z"
                - | T/O | Tracer | 7
                #0
                Provider_Name = Tracer
                EventID = 7
                EventID_Qualifiers = 3
                TimeCreated_SystemTime = 2026-03-01T10:00:00.5Z
                Channel = T/O
                Execution_ProcessID = 4
                Image = a.exe
                file_attributes = hidden
                By = eve
                Cleared_xmlns = urn:c
                Event_xmlns = urn:e
                """#)
    }

    @Test("Winlogbeat before 7 is found under the names rules use")
    func oldWinlogbeat() {
        let line = #"""
            {"event_id":1,"log_name":"T/O","computer_name":"alpha","source_name":"Tracer","record_number":"9","event_data":{"Image":"a.exe"},"user_data":{"By":"eve"},"@timestamp":"2026-03-01T10:00:00Z"}
            """#
        #expect(
            JSONLinesText.describe(line) == #"""
                2026-03-01T10:00:00.000000Z stated "2026-03-01T10:00:00Z"
                alpha | T/O | Tracer | 1
                #9
                event_id = 1
                log_name = T/O
                computer_name = alpha
                source_name = Tracer
                record_number = 9
                event_data.Image = a.exe
                ~Image = a.exe
                user_data.By = eve
                ~By = eve
                @timestamp = 2026-03-01T10:00:00Z
                ~Computer = alpha
                ~Channel = T/O
                ~Provider_Name = Tracer
                ~EventID = 1
                """#)
    }

    @Test("Splunk's result is unwrapped, and its source states the channel")
    func splunk() {
        let line = #"""
            {"preview":false,"result":{"_time":"2026-03-01T10:00:00.000+00:00","ComputerName":"alpha","source":"XmlWinEventLog:T/O","EventCode":"1","Image":"a.exe"}}
            {"result":"success","source":"WinEventLog:"}
            """#
        #expect(
            JSONLinesText.describe(line) == #"""
                2026-03-01T10:00:00.000000Z stated "2026-03-01T10:00:00.000+00:00"
                alpha | T/O | - | 1
                #0
                preview = false
                _time = 2026-03-01T10:00:00.000+00:00
                ComputerName = alpha
                source = XmlWinEventLog:T/O
                EventCode = 1
                Image = a.exe
                ~Computer = alpha
                ~EventID = 1
                ~Channel = T/O

                no time
                - | - | - | -
                #0
                result = success
                source = WinEventLog:
                """#)
    }

    @Test("a whole event inside of a string says when, where and what the record is")
    func eventAsText() {
        let line = #"""
            {"event_record_id":9,"timestamp":"2026-03-01T10:00:02Z","data":"{\"Event\":{\"#attributes\":{\"xmlns\":\"urn:e\"},\"System\":{\"Provider\":{\"#attributes\":{\"Name\":\"Tr\\u0061cer\"}},\"EventID\":1,\"TimeCreated\":{\"#attributes\":{\"SystemTime\":\"2026-03-01T10:00:01Z\"}},\"EventRecordID\":8,\"Channel\":\"T/O\",\"Computer\":\"alpha\"},\"EventData\":{\"Channel\":\"inner\"}}}"}
            {"data":"no event","Computer":"beta"}
            """#
        #expect(
            JSONLinesText.describe(line) == #"""
                2026-03-01T10:00:01.000000Z stated "2026-03-01T10:00:01Z"
                alpha | T/O | Tracer | 1
                #8
                event_record_id = 9
                timestamp = 2026-03-01T10:00:02Z
                data = {"Event":{"#attributes":{"xmlns":"urn:e"},"System":{"Provider":{"#attributes":{"Name":"Tr\u0061cer"}},"EventID":1,"TimeCreated":{"#attributes":{"SystemTime":"2026-03-01T10:00:01Z"}},"EventRecordID":8,"Channel":"T/O","Computer":"alpha"},"EventData":{"Channel":"inner"}}}
                ~Event_xmlns = urn:e
                ~Provider_Name = Tracer
                ~EventID = 1
                ~TimeCreated_SystemTime = 2026-03-01T10:00:01Z
                ~EventRecordID = 8
                ~Channel = T/O
                ~Computer = alpha
                ~Channel = inner

                no time
                beta | - | - | -
                #0
                data = no event
                Computer = beta
                """#)
    }

    @Test(
        "a well-known provider states the channel of a record that has none",
        arguments: [
            (#"{"SourceName":"Microsoft-Windows-Sysmon"}"#, "Microsoft-Windows-Sysmon/Operational"),
            (#"{"Provider":"Microsoft-Windows-Security-Auditing"}"#, "Security"),
            (#"{"event":{"provider":"Service Control Manager"}}"#, "System"),
            (#"{"SourceName":"Microsoft-Windows-Sysmon","Channel":"Other"}"#, "Other"),
            (#"{"SourceName":"Microsoft-Windows-Eventlog"}"#, nil), (#"{"SourceName":"Unknown"}"#, nil),
        ] as [(String, String?)])
    func derivedChannel(line: String, channel: String?) {
        let record = JSONLinesText.parse(line).batch[0]
        #expect(record.channel?.text == channel)
        #expect(record.value(named: "Channel")?.text == channel)
    }

    @Test("the fields that Elasticsearch returns of a document are named as in the document")
    func fieldsOfHit() {
        let text =
            #"{"_index":"x","_id":"1","fields":{"@timestamp":["2026-03-01T10:00:00Z"],"winlog.event_id":["4624"],"#
            + #""winlog.computer_name":["ws5"],"winlog.event_data.TargetUserName":["anna"],"message":["m"]}}"#
        let record = JSONLinesText.parse(text).batch.records.first
        #expect(record?.time?.moment == Timestamp(iso8601: "2026-03-01T10:00:00Z"))
        #expect(record?.host?.text == "ws5")
        #expect(record?.eventCode?.text == "4624")
        #expect(record?.value(named: "TargetUserName")?.text == "anna")
        #expect(record?.value(named: "message")?.text == "m")
        // Of any other record they are what they are called.
        let other = JSONLinesText.parse(#"{"fields":{"env":"prod"}}"#).batch.records.first
        #expect(other?.value(named: "fields.env")?.text == "prod")
    }

    @Test(
        "alerts of Graph name host and account; statistics of Suricata have its channel; times of OneLogin and OpenCanary are read",
        arguments: [
            (
                #"{"createdDateTime":"2026-03-01T10:00:00Z","serviceSource":"x","detectionSource":"y","evidence":[{"deviceDnsName":"ws5"}]}"#,
                "2026-03-01T10:00:00.000000Z", "ws5", "defender"
            ),
            (
                #"{"timestamp":"2026-03-01T11:00:00.000000+0100","event_type":"stats","stats":{"uptime":5}}"#,
                "2026-03-01T10:00:00.000000Z", nil, "suricata"
            ),
            (#"{"created_at":"2026-03-01T10:00:00Z","event_type_id":5}"#, "2026-03-01T10:00:00.000000Z", nil, nil),
            (#"{"local_time":"x","utc_time":"2026-03-01 10:00:00"}"#, "2026-03-01T10:00:00.000000Z", nil, nil),
        ])
    func otherProducts(text: String, time: String, host: String?, channel: String?) {
        let record = JSONLinesText.parse(text).batch.records.first
        #expect(record?.time.map { "\($0.moment)" } == time)
        #expect(record?.time?.zone == .stated)
        #expect(record?.host?.text == host)
        #expect(record?.channel?.text == channel)
    }
}
