import EvidenceParsing
import Testing
import Vocabulary

@Suite("Empty values of JSON")
struct EmptyValueTests {
    @Test("empty arrays and objects keep their form, and have no text")
    func empty() {
        let file = WholeFile(#"{"a":[],"b":{},"c":null,"d":[[],1]}"# + "\n")
        let record = file.records[0]
        #expect(record.fields.map { $0.value.isNull } == [true, true, true, true, false])
        #expect(record.fields.map { $0.value.text } == ["", "", "", "", "1"])
        #expect(record.batch.slots.map(\.length) == [2, 2, 0, 2, 1])
    }
}
