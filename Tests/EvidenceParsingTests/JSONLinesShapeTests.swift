import Testing

/// Golden pairs: a line as a product writes it, and the record it becomes.
@Suite("JSON lines: shapes of records")
struct JSONLinesShapeTests {
    @Test("a Windows event of the Rust crate evtx has the names of EVTX files")
    func rustEvents() {
        let line = #"""
            {"event_record_id":7,"timestamp":"2026-03-01T10:00:02.5Z UTC","data":{"Event":{"#attributes":{"xmlns":"urn:e"},"System":{"Provider":{"#attributes":{"Name":"Tracer","Guid":"G-1"}},"EventID":{"#attributes":{"Qualifiers":16384},"#text":11},"Level":4,"TimeCreated":{"#attributes":{"SystemTime":"2026-03-01T10:00:01.25Z"}},"EventRecordID":907,"Correlation":null,"Execution":{"#attributes":{"ProcessID":44,"ThreadID":45}},"Channel":"Tracer/Operational","Computer":"alpha.example","Security":{"#attributes":{"UserID":"S-1-5-18"}}},"EventData":{"Image":"C:\\a.exe","Channel":"inner","Count":3}}}}
            """#
        #expect(
            JSONLinesText.describe(line) == #"""
                2026-03-01T10:00:01.250000Z stated "2026-03-01T10:00:01.25Z"
                alpha.example | Tracer/Operational | Tracer | 11
                #907
                event_record_id = 7
                timestamp = 2026-03-01T10:00:02.5Z UTC
                Event_xmlns = urn:e
                Provider_Name = Tracer
                Provider_Guid = G-1
                EventID_Qualifiers = 16384
                EventID = 11
                Level = 4
                TimeCreated_SystemTime = 2026-03-01T10:00:01.25Z
                EventRecordID = 907
                Correlation
                Execution_ProcessID = 44
                Execution_ThreadID = 45
                Channel = Tracer/Operational
                Computer = alpha.example
                Security_UserID = S-1-5-18
                Image = C:\a.exe
                Channel = inner
                Count = 3
                """#)
    }

    @Test("our own dump of an EVTX file is read back under the same names")
    func ownDump() {
        let line = #"""
            {"record":7,"time":"2026-03-01T10:00:01.250000Z","event":{"System":{"Provider":{"#attributes":{"Name":"Log"}},"EventID":1102,"TimeCreated":{"#attributes":{"SystemTime":"2026-03-01T10:00:01.250000Z"}},"Channel":"Security","Computer":"alpha"},"UserData":{"LogFileCleared":{"#attributes":{"xmlns":"urn:l"},"SubjectUserName":"mallory","Channel":"System"}}}}
            """#
        #expect(
            JSONLinesText.describe(line) == #"""
                2026-03-01T10:00:01.250000Z stated "2026-03-01T10:00:01.250000Z"
                alpha | Security | Log | 1102
                #0
                record = 7
                time = 2026-03-01T10:00:01.250000Z
                Provider_Name = Log
                EventID = 1102
                TimeCreated_SystemTime = 2026-03-01T10:00:01.250000Z
                Channel = Security
                Computer = alpha
                LogFileCleared_xmlns = urn:l
                SubjectUserName = mallory
                Channel = System
                """#)
    }

    @Test("Data elements that XML converters keep as objects are called by their own names")
    func xmlConverter() {
        let line = #"""
            {"Event":{"@xmlns":"urn:e","System":{"Provider":{"@Name":"Auth"},"EventID":{"@Qualifiers":"0","#text":"4624"},"TimeCreated":{"@SystemTime":"2026-03-01 10:00:01.25"},"Computer":"alpha"},"EventData":{"Data":[{"@Name":"LogonType","#text":"3"},{"#text":"C:\\b","@Name":"Path \"x\""},{"@Name":"Empty"},{"#text":"nameless"},"plain"]}}}
            {"Event":{"System":{"EventID":7},"EventData":{"Data":{"@Name":"Only","#text":"one"}}}}
            {"Event":{"System":{"EventID":8},"EventData":{"Data":{"#text":["a","b"]},"Binary":null}}}
            """#
        #expect(
            JSONLinesText.describe(line) == #"""
                2026-03-01T10:00:01.250000Z stated "2026-03-01 10:00:01.25"
                alpha | - | Auth | 4624
                #0
                Event_xmlns = urn:e
                Provider_Name = Auth
                EventID_Qualifiers = 0
                EventID = 4624
                TimeCreated_SystemTime = 2026-03-01 10:00:01.25
                Computer = alpha
                Data_Name = LogonType
                LogonType = 3
                Path "x" = C:\b
                Data_Name = Path "x"
                Data_Name = Empty
                ~Empty
                Data = nameless
                Data = plain

                no time
                - | - | - | 7
                #0
                EventID = 7
                Data_Name = Only
                Only = one

                no time
                - | - | - | 8
                #0
                EventID = 8
                Data = a
                Data = b
                Binary
                """#)
    }

    @Test("an event without its Event element, typed by value, is still a Windows event")
    func bareEvent() {
        let line = #"""
            {"System":{"Provider":{"Name":"Auth","Guid":"G"},"EventID":{"Value":4624},"TimeCreated":{"SystemTime":1772359201.25},"EventRecordID":5,"Computer":"alpha"},"EventData":{"LogonType":3},"Message":"m"}
            """#
        #expect(
            JSONLinesText.describe(line) == #"""
                2026-03-01T10:00:01.250000Z stated "1772359201.25"
                alpha | - | Auth | 4624
                #5
                Provider_Name = Auth
                Provider_Guid = G
                EventID = 4624
                TimeCreated_SystemTime = 1772359201.25
                EventRecordID = 5
                Computer = alpha
                LogonType = 3
                Message = m
                """#)
    }

    @Test("an event inside of a string is read from it, and the string is kept")
    func embeddedEvent() {
        let line = #"""
            {"Payload":"{\"EventData\":{\"Data\":[{\"@Name\":\"User\",\"#text\":\"C:\\\\eve\"}]},\"EventID\":9}","Channel":"Security","Provider":"Auth","EventId":4624,"EventRecordId":"7","Computer":"alpha","TimeCreated":"2026-03-01T10:00:00.1234567+00:00"}
            {"Payload":"{\"EventData\":{\"A\":","Computer":"alpha"}
            {"Payload":"{}","Computer":"beta"}
            """#
        #expect(
            JSONLinesText.describe(line) == #"""
                2026-03-01T10:00:00.123456Z stated "2026-03-01T10:00:00.1234567+00:00"
                alpha | Security | Auth | 4624
                #7
                Payload = {"EventData":{"Data":[{"@Name":"User","#text":"C:\\eve"}]},"EventID":9}
                Channel = Security
                Provider = Auth
                EventId = 4624
                EventRecordId = 7
                Computer = alpha
                TimeCreated = 2026-03-01T10:00:00.1234567+00:00
                ~Data_Name = User
                ~User = C:\eve
                ~EventID = 9
                ~Provider_Name = Auth
                ~EventID = 4624

                no time
                alpha | - | - | -
                #0
                Payload = {"EventData":{"A":
                Computer = alpha

                no time
                beta | - | - | -
                #0
                Payload = {}
                Computer = beta
                """#)
    }

    @Test("NXLog's host and source are found under the names rules use, and the collector is not the host")
    func nxlog() {
        let line = #"""
            {"host":"collector.example","EventTime":"2026-03-01 05:00:00","Hostname":"alpha.example","SourceName":"Sensor","Channel":"Sensor/Operational","EventID":1,"RecordNumber":42,"UtcTime":"2026-03-01 10:00:00.250","EventReceivedTime":"2026-03-01 05:00:03","tags":["lab","x"],"@timestamp":"2026-03-01T10:00:03.5Z"}
            """#
        #expect(
            JSONLinesText.describe(line) == #"""
                2026-03-01T10:00:00.250000Z stated "2026-03-01 10:00:00.250"
                alpha.example | Sensor/Operational | Sensor | 1
                #42
                host = collector.example
                EventTime = 2026-03-01 05:00:00
                Hostname = alpha.example
                SourceName = Sensor
                Channel = Sensor/Operational
                EventID = 1
                RecordNumber = 42
                UtcTime = 2026-03-01 10:00:00.250
                EventReceivedTime = 2026-03-01 05:00:03
                tags = lab
                tags = x
                @timestamp = 2026-03-01T10:00:03.5Z
                ~Computer = alpha.example
                ~Provider_Name = Sensor
                """#)
    }

    @Test("Winlogbeat's nested and dotted fields are found under the names rules use")
    func winlogbeat() {
        let line = #"""
            {"@timestamp":"2026-03-01T10:00:00.250Z","event":{"code":"1","created":"2026-03-01T10:00:09Z"},"host":{"name":"alpha"},"winlog":{"channel":"Sensor/Operational","event_id":1,"record_id":99,"computer_name":"alpha.example","provider_name":"Sensor","event_data":{"Image":"C:\\a.exe","Channel":"inner"}}}
            {"_index":"i","_source":{"@timestamp":"2026-03-01T10:00:00Z","winlog.event_data.Image":"b.exe","event.code":"2"}}
            """#
        #expect(
            JSONLinesText.describe(line) == #"""
                2026-03-01T10:00:00.250000Z stated "2026-03-01T10:00:00.250Z"
                alpha.example | Sensor/Operational | Sensor | 1
                #99
                @timestamp = 2026-03-01T10:00:00.250Z
                event.code = 1
                event.created = 2026-03-01T10:00:09Z
                host.name = alpha
                winlog.channel = Sensor/Operational
                winlog.event_id = 1
                winlog.record_id = 99
                winlog.computer_name = alpha.example
                winlog.provider_name = Sensor
                winlog.event_data.Image = C:\a.exe
                ~Image = C:\a.exe
                winlog.event_data.Channel = inner
                ~Channel = inner
                ~Computer = alpha.example
                ~Channel = Sensor/Operational
                ~Provider_Name = Sensor
                ~EventID = 1

                2026-03-01T10:00:00.000000Z stated "2026-03-01T10:00:00Z"
                - | - | - | 2
                #0
                _index = i
                @timestamp = 2026-03-01T10:00:00Z
                winlog.event_data.Image = b.exe
                ~Image = b.exe
                event.code = 2
                ~EventID = 2
                """#)
    }

    @Test("objects of any other product are flattened with dots, and arrays repeat their name")
    func plainObjects() {
        let line = #"""
            {"eventTime":"2026-03-01T10:00:00Z","eventName":"RunInstances","eventSource":"ec2.example","userIdentity":{"type":"Root","ctx":{"mfa":false}},"items":[{"id":"i-1","ports":[22,80]},{"id":"i-2"}],"none":null,"empty":{},"list":[],"ok":true,"size":1.50e3}
            """#
        #expect(
            JSONLinesText.describe(line) == #"""
                2026-03-01T10:00:00.000000Z stated "2026-03-01T10:00:00Z"
                - | - | ec2.example | RunInstances
                #0
                eventTime = 2026-03-01T10:00:00Z
                eventName = RunInstances
                eventSource = ec2.example
                userIdentity.type = Root
                userIdentity.ctx.mfa = false
                items.id = i-1
                items.ports = 22
                items.ports = 80
                items.id = i-2
                none
                empty
                list
                ok = true
                size = 1.50e3
                """#)
    }
}
