import EvidenceParsing
import Testing
import Vocabulary

@Suite("Windows events as XML")
struct WindowsXMLTests {
    static func event(_ number: Int, _ data: String = "<Data Name='Image'>C:\\a.exe</Data>") -> String {
        "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Tracer' Guid=\"{1}\"/>"
            + "<EventID Qualifiers='2'>1</EventID><TimeCreated SystemTime='2026-03-01T10:00:00.1234567Z'/>"
            + "<EventRecordID>\(number)</EventRecordID><Correlation/><Channel>T/O</Channel><Computer>ws1</Computer>"
            + "</System><EventData>\(data)</EventData></Event>"
    }

    @Test("fields have the names and paths that the same event has in an EVTX file")
    func golden() throws {
        let data =
            "<Data Name='A'>x &amp; &lt;y&gt; &quot;&apos;&#233;&#x1F600;&foo;</Data><Data>one</Data><Data>two</Data>"
            + "<Data Name='Empty'/><Data Name='C'><![CDATA[<raw>&amp;]]><!-- gone -->!</Data><Binary>00FF</Binary>"
        let file = WholeFile(Self.event(7, data))
        #expect(
            file.description == """
                2026-03-01T10:00:00.123456Z stated "2026-03-01T10:00:00.1234567Z"
                ws1 | T/O | Tracer | 1
                #7
                Provider_Name = Tracer
                Provider_Guid = {1}
                EventID_Qualifiers = 2
                EventID = 1
                TimeCreated_SystemTime = 2026-03-01T10:00:00.1234567Z
                EventRecordID = 7
                Correlation
                Channel = T/O
                Computer = ws1
                A = x & <y> "'é😀&foo;
                Data = one
                Data = two
                Empty
                C = <raw>&amp;!
                Binary = 00FF
                """)
        let paths = try #require(file.records.first).fields.map(\.name.path)
        #expect(paths[0] == [.element("System"), .element("Provider"), .attribute("Name")])
        #expect(paths[9] == [.element("EventData"), .namedData("A")])
        #expect(paths[11] == [.element("EventData"), .element("Data", ordinal: 1)])
    }

    @Test(
        "every way to put events into a file is known",
        arguments: [
            "\(event(1))\(event(2))", "\(event(1))\r\n\(event(2))\r\n", "<Events>\(event(1))\(event(2))</Events>",
            "\u{FEFF}<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?>\r\n<Events>\(event(1)) \(event(2))</Events>",
            "Record 1\n<?xml version=\"1.0\"?>\n\(event(1))\nRecord 2\n<?xml version=\"1.0\"?>\n\(event(2))\n",
            "- \(event(1))\n- \(event(2))",
        ])
    func containers(text: String) {
        let file = WholeFile(text)
        #expect(file.format == .windowsXML)
        #expect(file.records.map(\.number) == [1, 2])
        #expect(file.issues == [])
        #expect(WholeFile(WholeFile.utf16(text.replacing("\u{FEFF}", with: ""))).records.map(\.number) == [1, 2])
    }

    @Test(
        "other XML is not taken",
        arguments: [
            "<Events><Thing/></Events>", "<html><Event><System/></Event></html>", "<Event><Name>x</Name></Event>",
            "<!DOCTYPE Event [<!ENTITY a 'b'>]><Event><System/></Event>", "<EventLog/>", "",
        ])
    func others(text: String) { #expect(WholeFile(text).format == .unknown) }

    @Test(
        "a damaged event costs no other one",
        arguments: [
            "<Event><System><EventID>3</System></Event>", "<Event><System><EventID>3</EventID>", "<Event a=b></Event>",
            "<Event><System x='</System></Event>", "<Event><System>\(String(repeating: "<a>", count: 100))</Event>",
            "<Event><!DOCTYPE x></Event>", "<Event <System/></Event>", "<Event><></></Event>",
        ])
    func damage(bad: String) {
        let file = WholeFile(Self.event(1) + bad + Self.event(2))
        #expect(file.records.map(\.number) == [1, 2])
        #expect(file.issues.first?.offset == UInt64(Self.event(1).utf8.count))
    }

    @Test("a million elements inside one another cost their own event and no other one")
    func deep() {
        let text =
            Self.event(1) + "<Event><System>" + String(repeating: "<a>", count: 1_000_000) + "</Event>" + Self.event(2)
        let file = WholeFile(text)
        #expect(file.records.map(\.number) == [1, 2])
        #expect(!file.issues.isEmpty && file.issues.count < 100)
    }

    @Test("entities are not expanded, whatever is declared; what is no event is said")
    func entities() {
        let text = Self.event(1) + "<!DOCTYPE x [<!ENTITY a 'aaaa'>]>" + Self.event(2, "<Data Name='A'>&a;</Data>")
        let file = WholeFile(text)
        #expect(file.values("A") == [nil, "&a;"])
        #expect(file.issues.map(\.kind) == [.damagedRecord])
    }

    @Test("a file of any size is cut between events")
    func portions() {
        let text = (1...5_000).map { Self.event($0) }.joined(separator: "\n")
        let file = WholeFile("<Events>" + text + "</Events>", window: 1_300_001)
        #expect(file.records.map(\.number) == (1...5_000).map { UInt64($0) })
        #expect(file.issues == [])
    }
}
