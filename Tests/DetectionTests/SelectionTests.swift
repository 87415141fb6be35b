import Testing
import Vocabulary

@testable import Detection

@Suite("Selections")
struct SelectionTests {
    private let batch = record(["A": "one", "B": "two words", "Data": .wide("first"), "Data": .wide("second")])

    @Test("a map asks for all of its fields, a list of maps for any of its maps")
    func maps() {
        let selections = [
            "selection: {A: one, B|endswith: words}", "selection: {A: one, B: x}",
            "selection: [{A: x}, {B|startswith: two}]",
            "selection: [{A: x}, {B: y}]", "selection: [{A: one, B: x}, {A: one, B|contains: ' '}]",
        ]

        #expect(selections.map { fits(rule($0), batch) } == [true, false, true, false, true])
    }

    @Test("keywords are looked for in every value; with '|all' each must be somewhere")
    func keywords() {
        let selections = [
            "selection: [nosuch, 'TWO WORD']", "selection: [nosuch]", "selection: {'|all': [one, second]}",
            "selection: {'|all': [one, third]}", "selection: ['t?o*s']", "selection: two", "selection: [{A: x}, words]",
            "selection: {'|re': '^tw'}",
        ]

        #expect(selections.map { fits(rule($0), batch) } == [true, false, true, false, true, true, true, true])
    }

    @Test(
        "keywords stand where contains, startswith and endswith say, of any value",
        arguments: [
            ("'|endswith': words", true), ("'|endswith': two", false), ("'|startswith': TWO", true),
            ("'|startswith': words", false), ("'|contains': 'wo wo'", true), ("'|endswith|all': [words, one]", true),
            ("'|startswith|cased': Two", false), ("'|endswith': '?ords'", true),
        ])
    func placedKeywords(item: String, isFit: Bool) throws {
        let text = rule("selection: {\(item)}")
        #expect(fits(text, batch) == isFit)
        #expect(try explanation(text, batch).matches == isFit)
    }

    @Test("of several values with one name, one that fits is enough")
    func repeatedFields() {
        let selections = [
            "selection: {Data: second}", "selection: {Data|contains: st}", "selection: {Data: third}",
            "selection: {Data|contains|all: [first, second]}", "selection: {Data|contains|all: [fir, third]}",
        ]

        #expect(selections.map { fits(rule($0), batch) } == [true, true, false, true, false])
    }

    @Test("blanks in the names of fields do not count")
    func blanks() {
        let batch = record(["Threat Name": "RedSun", "New Value": "1"])

        #expect(fits(rule("selection: {ThreatName: redsun, NewValue: 1}"), batch))
        #expect(fits(rule("selection: {'Threat Name': redsun}"), batch))
    }

    @Test("a rule about a field that no record has does not fit, and its other parts still count")
    func absentFields() {
        #expect(fits(rule("selection: [{NewName: x}, {A: one}]"), batch))
        #expect(fits(rule("selection: {A: one}\nfilter: {NewName: x}", condition: "selection and not filter"), batch))
        #expect(!fits(rule("selection: {NewName: x}"), batch))
    }

    @Test("fields of the record's frame are known by the names of event logs, whatever the source calls them")
    func commonFields() {
        var builder = RecordBatchBuilder()
        builder.beginRecord(position: 0, number: 1)
        for (name, value, mark) in [
            ("id", "4624", RecordBatchBuilder.Mark.eventCode), ("log", "security", .channel),
            ("source", "P", .provider), ("machine", "H", .host),
        ] {
            builder.append(builder.intern(FieldName(name, path: [.element(name)])), .utf8, value.utf8)
            builder.mark(mark)
        }
        builder.endRecord()

        #expect(
            fits(rule("selection: {EventID: 4624, Channel: Security, Provider_Name: P, Computer: H}"), builder.finish())
        )
    }
}
