import Testing
import Vocabulary

@Suite("Field names of a batch")
struct FieldCatalogueTests {
    static let image = FieldName("Image", path: [.element("EventData"), .namedData("Image")])
    static let eventID = FieldName("EventID", path: [.element("System"), .element("EventID")])
    static let otherEventID = FieldName("EventID", path: [.element("EventData"), .namedData("EventID")])

    @Test("a name is numbered in the order it was met, once")
    func numbering() {
        var catalogue = FieldCatalogue()
        let ids = [Self.image, Self.eventID, Self.image].map { catalogue.intern($0) }

        #expect(ids.map(\.index) == [0, 1, 0])
        #expect(catalogue.count == 2)
        #expect(catalogue.fields == [Self.image, Self.eventID])
        #expect(catalogue[ids[1]] == Self.eventID)
    }

    @Test("the same name at another place is another field, and both are found by name")
    func samePlaceOnly() {
        var catalogue = FieldCatalogue()
        let (first, second) = (catalogue.intern(Self.eventID), catalogue.intern(Self.otherEventID))

        #expect(first != second)
        #expect(catalogue.ids(named: "EventID") == [first, second])
        #expect(catalogue.ids(named: "eventid") == [])
    }

    @Test("places differ by kind, name and number of like siblings")
    func places() {
        let paths: [[PathStep]] = [
            [], [.element("a")], [.attribute("a")], [.namedData("a")], [.element("a", ordinal: 1)],
            [.namedData("a", ordinal: 1)], [.item(0)], [.item(1)], [.element("a"), .element("a")],
        ]
        var catalogue = FieldCatalogue()
        for path in paths { _ = catalogue.intern(FieldName("a", path: path)) }

        #expect(catalogue.count == paths.count)
    }

    @Test("a catalogue that grew keeps its numbers, and the one it grew out of is unchanged")
    func growth() {
        var small = FieldCatalogue()
        let image = small.intern(Self.image)
        var grown = small
        let eventID = grown.intern(Self.eventID)

        #expect(grown.intern(Self.image) == image)
        #expect(eventID.index == 1)
        #expect(small.count == 1)
        #expect(small.ids(named: "EventID") == [])
    }
}
