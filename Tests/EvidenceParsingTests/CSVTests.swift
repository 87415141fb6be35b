import EvidenceParsing
import Testing
import Vocabulary

@Suite("Tables")
struct CSVTests {
    @Test("quotes, doubled quotes, line breaks and every line end are read as RFC 4180 has them")
    func quoting() {
        let text = "timestamp,a,b\r\n2026-03-01T10:00:00Z,\"x,\"\"y\"\"\r\nz\",\"\"\n2026-03-01T10:00:01Z,p\"q,last"
        #expect(
            WholeFile(text).description == """
                2026-03-01T10:00:00.000000Z stated "2026-03-01T10:00:00Z"
                - | - | - | -
                #0
                timestamp = 2026-03-01T10:00:00Z
                a = x,"y"\r\nz
                b

                2026-03-01T10:00:01.000000Z stated "2026-03-01T10:00:01Z"
                - | - | - | -
                #0
                timestamp = 2026-03-01T10:00:01Z
                a = p"q
                b = last
                """)
    }

    @Test(
        "tables are known by their rows, with any of four delimiters",
        arguments: [
            ("time,a\n1772359200,x\n", true), ("time\ta\n1772359200\tx\n", true), ("time;a\n1772359200;x,y\n", true),
            ("time|a\n1772359200|x\n", true), ("a,b,c\n1,2,3\n4,5,6\n", true), ("sep=;\ntime;a\n1;2\n", true),
            ("#TYPE T\r\n\"time\",\"a\"\r\n\"1772359200\",\"x\"\r\n", true), ("datetime,timestamp_desc,x\n", true),
            ("a,b,c\n1,2,3\n4,5\n", false), ("a,b\n1,2\n3,4\n", false), ("a,b,c\n", false),
            ("Dear John, hello\nHow are you, and, why\n", false), ("1,2,3\n4,5,6\n7,8,9\n", false),
            ("time,time,a\n1,2,3\n", false), ("Mar  1 10:00:00 h sshd[1]: a, b, c\n", false), ("", false),
            ("time,a\n1\n2\n3\n", false),
        ])
    func recognition(text: String, isTable: Bool) {
        #expect((WholeFile(text).format == .csv) == isTable)
    }

    @Test(
        "Event Viewer's table is known in the language of its Windows",
        arguments: [
            ("\u{FEFF}Ebene,Datum und Uhrzeit,Quelle,Ereignis-ID,Aufgabenkategorie\r\n", "13.03.2026 10:00:00"),
            ("Niveau,Date et heure,Source,ID de l’événement,Catégorie de la tâche\n", "13/03/2026 10:00:00"),
            ("Nivel,Fecha y hora,Origen,Id. del evento,Categoría de la tarea\n", "13/03/2026 10:00:00"),
            ("Livello,Data e ora,Origine,ID evento,Categoria attività\n", "13/03/2026 10:00:00"),
            ("Nível,Data e Hora,Fonte,Identificação do Evento,Categoria da Tarefa\n", "13/03/2026 10:00:00"),
            ("Niveau,Datum en tijd,Bron,Gebeurtenis-id,Taakcategorie\n", "13-3-2026 10:00:00"),
        ])
    func languages(header: String, time: String) {
        let file = WholeFile(header + "Info,\(time),Tracer,4624,Logon,\"a \"\"b\"\",\nc\"\n")
        #expect(file.format == .csv)
        #expect(file.records.map { $0.moment.map { "\($0)" } } == ["2026-03-13T10:00:00.000000Z"])
        #expect(file.records.map { $0.provider?.text } == ["Tracer"])
        #expect(file.records.map { $0.eventCode?.text } == ["4624"])
        #expect(file.values("Message") == ["a \"b\",\nc"])
    }

    @Test("a column without a name gets one, and of columns with the same name both are kept")
    func columnNames() {
        let file = WholeFile(
            ",TimeCreated,Data,Data\n0,2026-03-01T10:00:00Z,a,b\n,TimeCreated,Data,Data\n1,2026-03-01T10:00:01Z,c,d\n")
        #expect(file.format == .csv)
        #expect(file.values("column_1") == ["0", "1"])
        #expect(
            file.records.map { $0.fields.filter { $0.name.name == "Data" }.map(\.value.text) } == [
                ["a", "b"], ["c", "d"],
            ])
        // Without a time it is text with commas in it.
        #expect(WholeFile("a,b,a\n1,2,3\n4,5,6\n").format == .unknown)
    }

    @Test("Kibana's times are those of whoever exported them, and so assumed")
    func kibana() {
        let file = WholeFile("\"@timestamp\",host.name,message\n\"Mar 1, 2026 @ 10:00:00.123\",ws1,a\n")
        #expect(file.records.map { LogText.describe($0.time) } == ["2026-03-01T10:00:00.123000Z (0)"])
    }

    @Test(
        "what each program's table says of when, where and what",
        arguments: [
            (
                "RecordNumber,EventRecordId,TimeCreated,EventId,Level,Provider,Channel,Computer,PayloadData1,Payload\n1,77,2026-03-01 10:00:00.1234567,4624,Info,Tracer,Security,ws1,x,\"{\"\"EventData\"\":{\"\"Data\"\":[{\"\"@Name\"\":\"\"TargetUserName\"\",\"\"#text\"\":\"\"eve\"\"}]}}\"\n",
                "2026-03-01T10:00:00.123456Z stated | ws1 | Security | Tracer | 4624 | 1"
            ),
            (
                "\"Message\",\"Id\",\"RecordId\",\"ProviderName\",\"LogName\",\"MachineName\",\"TimeCreated\"\n\"m\",\"4624\",\"77\",\"Tracer\",\"Security\",\"ws1\",\"3/31/2026 10:00:00 AM\"\n",
                "2026-03-31T10:00:00.000000Z assumed | ws1 | Security | Tracer | 4624 | 77"
            ),
            (
                "Level,Date and Time,Source,Event ID,Task Category\nInformation,3/31/2026 10:00:00 PM,Tracer,4624,Logon,\"An account,\nwas logged on.\"\n",
                "2026-03-31T22:00:00.000000Z assumed | - | - | Tracer | 4624 | 0"
            ),
            (
                "\"Timestamp\",\"RuleTitle\",\"Level\",\"Computer\",\"Channel\",\"EventID\",\"RecordID\",\"Details\"\n\"2026-03-01 12:00:00.000 +02:00\",\"T\",\"high\",\"ws1\",\"Sec\",4624,77,\"d\"\n",
                "2026-03-01T10:00:00.000000Z stated | ws1 | Sec | - | 4624 | 77"
            ),
            (
                "date,time,timezone,MACB,source,sourcetype,type,user,host,short,desc\n03/01/2026,10:00:00,UTC,M...,LOG,Syslog,t,-,h,s,d\n",
                "2026-03-01T10:00:00.000000Z stated | h | Syslog | - | - | 0"
            ),
            (
                "datetime,timestamp_desc,source,source_long,message,parser,display_name,tag\n2026-03-01T12:00:00+02:00,x,LOG,Cron log,m,cron,d,-\n",
                "2026-03-01T10:00:00.000000Z stated | - | Cron log | cron | - | 0"
            ),
            (
                "message,timestamp,datetime,timestamp_desc\nm,1772359200000000,2026-03-01T10:00:00+00:00,x\n",
                "2026-03-01T10:00:00.000000Z stated | - | - | - | - | 0"
            ),
            (
                "Time|Source|Host|User|Description\n1772359200|LOG|h|u|d\n",
                "2026-03-01T10:00:00.000000Z stated | h | LOG | - | - | 0"
            ),
            (
                "CreationDate,UserIds,Operations,AuditData\n2026-03-01T10:00:09.0000000Z,a@b.test,FileAccessed,\"{\"\"CreationTime\"\":\"\"2026-03-01T10:00:00\"\",\"\"Operation\"\":\"\"FileAccessed\"\",\"\"Workload\"\":\"\"SharePoint\"\",\"\"ClientIP\"\":\"\"192.0.2.1\"\"}\"\n",
                "2026-03-01T10:00:09.000000Z stated | - | m365 | SharePoint | FileAccessed | 0"
            ),
            (
                "Date (UTC),Request ID,Username,IP address\n2026-03-01T10:00:00Z,r,a@b.test,192.0.2.1\n",
                "2026-03-01T10:00:00.000000Z stated | - | signinlogs | - | - | 0"
            ),
            (
                "Date (UTC),CorrelationId,Service,Activity,ActorUserPrincipalName\n2026-03-01T10:00:00Z,c,Core Directory,Add app,a@b.test\n",
                "2026-03-01T10:00:00.000000Z stated | - | auditlogs | Core Directory | Add app | 0"
            ),
        ])
    func dialects(text: String, expected: String) throws {
        let file = WholeFile(text)
        let record = try #require(file.records.first)
        let zone = record.time?.zone == .stated ? "stated" : "assumed"
        let head = [record.host, record.channel, record.provider, record.eventCode].map { $0?.text ?? "-" }
        let time = record.moment?.description ?? "no time"
        #expect((["\(time) \(zone)"] + head + ["\(record.number)"]).joined(separator: " | ") == expected)
        #expect(file.issues == [])
        #expect(file.records.count == 1)
    }

    @Test("JSON in a cell that holds the record is read; Event Viewer's message gets its name")
    func cells() {
        let audit = WholeFile(
            "CreationDate,AuditData\n2026-03-01T10:00:00Z,\"{\"\"ClientIP\"\":\"\"192.0.2.1\"\",\"\"A\"\":[1,2]}\"\n")
        #expect(audit.values("ClientIP") == ["192.0.2.1"])
        let viewer = WholeFile(
            "Level,Date and Time,Source,Event ID,Task Category\nI,3/1/2026 10:00:00 AM,T,1,None,\"m\nn\"\n")
        #expect(viewer.values("Message") == ["m\nn"])
    }

    @Test("a time without a zone is taken to be in the zone that is assumed")
    func zone() {
        let text = "Level,Date and Time,Source,Event ID,Task Category\nI,3/1/2026 10:00:00 AM,T,1,None\n"
        let file = WholeFile(text, assuming: TimeAssumptions(offsetInMinutes: 120))
        #expect(file.records.first?.moment?.description == "2026-03-01T08:00:00.000000Z")
        #expect(file.records.first?.time?.zone == .assumed(offsetInMinutes: 120))
    }

    @Test("a quote that is never closed costs its own line only; repeated names of columns are no row")
    func damage() {
        let text =
            "time,a,b\n1772359200,x,y\n1772359200,\"open,y\n1772359201,p,q\ntime,a,b\nx\n1772359202,r,s\n1772359203,\"cut"
        let file = WholeFile(text)
        #expect(file.values("a") == ["x", "p", "r"])
        #expect(
            file.issues == [
                ParseIssue(.damagedRecord, offset: 24, "the line is no row of the table"),
                ParseIssue(.damagedRecord, offset: 67, "the line is no row of the table"),
                ParseIssue(.truncated, offset: 84, "the table ends inside of a quoted value"),
            ])
    }

    @Test("a table of any size is cut between its rows, quoted line breaks or not", arguments: [false, true])
    func portions(isUTF16: Bool) {
        let rows = (0..<40_000).map {
            "\($0),\"line\nbreak \(String(repeating: "x", count: $0 % 97))\",2026-03-01T10:00:00Z"
        }
        let text = "n,text,timestamp\r\n" + rows.joined(separator: "\r\n")
        let file = WholeFile(isUTF16 ? WholeFile.utf16(text) : Array(text.utf8), window: 1_300_001)
        #expect(file.values("n") == (0..<40_000).map(String.init))
        #expect(file.issues == [])
    }

    @Test("wherever a window ends, the row that it cuts is read with what is behind it")
    func windows() throws {
        let text = "time,a,b\n1772359200,\"x\ny\"\"z\",\"q\n\"\n1772359200,r,s\n"
        let bytes = Array(text.utf8)
        let parser = CSVParser().reading(bytes, assuming: TimeAssumptions())
        let ends: Set = [0, 9, 34]
        for count in 1..<bytes.count {
            #expect(ends.contains(parser.portionLength(of: bytes[..<count], at: 0, isLast: false)), "\(count)")
        }
    }

    @Test("lines that each open a quote are bounded")
    func hostile() {
        let file = WholeFile("time,a,b\n1,2,3\n" + String(repeating: "\"a\n", count: 300_000))
        #expect(file.records.count == 1)
    }

    @Test(
        "dates are read by the habit of their country",
        arguments: [
            ("1/31/2026 3:04:05 PM", "2026-01-31T15:04:05.000000Z"),
            ("31/01/2026 15:04:05", "2026-01-31T15:04:05.000000Z"),
            ("1/2/2026 12:00:00 AM", "2026-01-02T00:00:00.000000Z"),
            ("01.02.2026 15:04:05", "2026-02-01T15:04:05.000000Z"),
            ("1/2/2026, 3:04:05.5 PM", "2026-01-02T15:04:05.500000Z"),
            ("2026/02/01 15:04", "2026-02-01T15:04:00.000000Z"),
            ("1/2/2026 3:04:05\u{202F}PM", "2026-01-02T15:04:05.000000Z"), ("13/13/2026 10:00:00", nil),
            ("1/2/2026", nil),
            ("1/2/2026 13:00:00 PM", nil), ("1/2/2026 10:00:00 x", nil),
        ] as [(String, String?)])
    func countries(text: String, expected: String?) {
        let file = WholeFile("Level,Date and Time,Source,Event ID,Task Category\nI,\"\(text)\",T,1,None\n")
        #expect(file.records.first?.moment?.description == expected)
    }

    @Test("L2T CSV: a zone that names an offset is taken at its word, and one that names a place is an issue")
    func zones() {
        func read(_ zone: String) -> WholeFile {
            WholeFile(
                "date,time,timezone,MACB,source,sourcetype,host\n03/01/2026,10:00:00,\(zone),M...,EVT,WinEVTX,WS5\n")
        }
        func time(_ zone: String) -> String? { read(zone).records.first?.time.map { JSONLinesText.describe($0) } }
        #expect(time("UTC")?.hasPrefix("2026-03-01T10:00:00.000000Z stated") == true)
        #expect(time("EST")?.hasPrefix("2026-03-01T15:00:00.000000Z stated") == true)
        #expect(time("+01:00")?.hasPrefix("2026-03-01T09:00:00.000000Z stated") == true)
        #expect(time("Europe/Berlin")?.hasPrefix("2026-03-01T10:00:00.000000Z assumed") == true)
        #expect(read("UTC").issues == [])
        #expect(read("EST5EDT").issues.map(\.kind) == [.badTime])
        #expect(read("Europe/Berlin").issues.map(\.kind) == [.badTime])
    }

    @Test("tables of Chainsaw name the event")
    func chainsaw() {
        let file = WholeFile(
            "timestamp,detections,path,count,Event.System.Provider,Event ID,Record ID,Computer,Event Data\n"
                + "2026-03-01T10:00:00Z,Logon,/x,1,Microsoft-Windows-Security-Auditing,4624,77,ws5.corp.example,x\n")
        #expect(file.records.map { $0.eventCode?.text } == ["4624"])
        #expect(file.records.map { $0.channel?.text } == ["Security"])
        #expect(file.records.map(\.number) == [77])
        #expect(file.values("EventID") == ["4624"])
    }

    @Test("Splunk: the event in `_raw` is read, as XML, as text and as JSON, and values of a cell are each their own")
    func splunk() {
        let xml =
            "<Event xmlns='x'><System><Provider Name='P'/><EventID>4624</EventID><Channel>Security</Channel>"
            + "<Computer>ws5.corp.example</Computer></System><EventData><Data Name='TargetUserName'>anna</Data>"
            + "</EventData></Event>"
        let text =
            "03/01/2026 10:00:00 AM\nLogName=Security\nEventCode=4624\nComputerName=ws5.corp.example\nRecordNumber=77\n"
            + "Message=An account was logged on.\n\nNew Logon:\n\tAccount Name:\t\tanna\n\tComputer:\t\tno\n"
        let json = #"{""EventID"":4624,""Channel"":""Security"",""Computer"":""ws5.corp.example"",""User"":""anna""}"#
        let rows = [xml, text, json].map { "2026-03-01T10:00:00.000+0000,WS5,\"\($0)\",\"WS5$\nanna\"\n" }
        // Records of one kind share places; each must stay what the first was.
        let file = WholeFile("_time,host,_raw,Account_Name\n" + rows.joined() + rows.joined())
        #expect(file.records.map { $0.eventCode?.text } == Array(repeating: "4624", count: 6))
        #expect(file.records.map { $0.channel?.text } == Array(repeating: "Security", count: 6))
        #expect(file.records.map { $0.host?.text } == Array(repeating: "ws5.corp.example", count: 6))
        #expect(file.values("TargetUserName") == ["anna", nil, nil, "anna", nil, nil])
        #expect(file.values("User") == [nil, nil, "anna", nil, nil, "anna"])
        let accounts = file.records.map { record in
            record.fields.filter { $0.name.name == "Account_Name" }.map(\.value.text)
        }
        #expect(accounts[0] == ["WS5$", "anna"] && accounts[1] == ["WS5$", "anna", "anna"])
        #expect(accounts[3...].elementsEqual(accounts[..<3]))
        #expect(file.issues == [])
    }
}
