import Testing
import Vocabulary
import Wire

@Suite("Records as XML")
struct RecordXMLTests {
    private let begin = #"<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event""#

    @Test("an event is written as Windows shows it")
    func event() {
        let record = WrittenRecord(number: 7)
            .with([.element("System"), .element("Provider"), .attribute("Name")], "Sysmon")
            .with([.element("System"), .element("EventID"), .attribute("Qualifiers")], .uint16, [5, 0])
            .with([.element("System"), .element("EventID")], .uint16, [1, 0])
            .with([.element("EventData"), .namedData("Image")], "a.exe")
            .with([.element("EventData"), .element("Data"), .item(0)], "x")
            .with([.element("EventData"), .element("Data"), .item(1)], "y")

        #expect(
            record.xml == begin
                + #"><System><Provider Name="Sysmon"/><EventID Qualifiers="5">1</EventID></System>"#
                + #"<EventData><Data Name="Image">a.exe</Data><Data>x</Data><Data>y</Data></EventData></Event>"# + "\n")
    }

    @Test("text cannot break out, and what XML cannot say is replaced")
    func escaping() {
        let text = "<a b=\"&\">\r\n\t\u{1}\u{0}\u{FFFE}\u{FFFF}\u{FFFD}é"
        let escaped = "&lt;a b=&quot;&amp;&quot;&gt;&#13;&#10;&#9;\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}é"
        let record = WrittenRecord(number: 7).with([.element("a")], text).with([.namedData(text)], text)

        #expect(record.xml == begin + "><a>\(escaped)</a><Data Name=\"\(escaped)\">\(escaped)</Data></Event>\n")
    }

    @Test(
        "names that XML cannot have are made ones it can",
        arguments: [
            ("a b", "a_b"), ("1a", "_1a"), ("x:y", "x_y"), ("", "_"), ("é-.1", "é-.1"), ("</", "__"),
            ("a\u{FFFE}", "a_"), ("\u{FF49}\u{FF4D}", "__"), ("жλ字", "жλ字"), ("a\u{345}\u{346}", "a\u{345}_"),
        ])
    func names(name: String, tag: String) {
        let record = WrittenRecord(number: 7).with([.element(name), .attribute(name)], "v")

        #expect(record.xml == begin + "><\(tag) \(tag)=\"v\"/></Event>\n")
    }

    @Test("attributes of one element differ")
    func attributes() {
        let record = WrittenRecord(number: 7)
            .with([.element("a"), .attribute("p q")], "1").with([.element("a"), .attribute("p_q")], "2")
            .with([.attribute("xmlns")], "3")

        #expect(record.xml == begin + " xmlns_1=\"3\"><a p_q=\"1\" p_q_1=\"2\"/></Event>\n")
    }

    @Test(
        "a declared namespace prefix is kept where XML allows its declaration",
        arguments: [
            ("xmlns:x", "urn:x", "xmlns:x"), ("xmlns:a:b", "urn:x", "xmlns:a_b"), ("xmlns:", "urn:x", "xmlns_"),
            ("xmlns:x", "", "xmlns_x"), ("xmlns:xml", "urn:x", "xmlns_xml"), ("xmlns:1", "urn:x", "xmlns:_1"),
            ("xmlns:x", "http://www.w3.org/2000/xmlns/", "xmlns_x"),
            ("xmlns", "http://www.w3.org/XML/1998/namespace", "xmlns_"), ("xmlns", "", "xmlns"), ("x:y", "v", "x_y"),
        ])
    func namespaces(name: String, value: String, written: String) {
        let record = WrittenRecord(number: 7).with([.element("a"), .attribute(name)], value)

        #expect(record.xml == begin + "><a \(written)=\"\(value)\"/></Event>\n")
    }
}
