import CaseLifecycle
import Testing
import Vocabulary

@testable import Storage

@Suite("An exercise store of the release with the whole process")
struct OldStorePartTwoTests {
    private static let head = "9416c3c210f39a82ca9e64409262f7fe0e4072551e854c98cd295e73af993d15"

    @Test("opens, with its history proven and its closed case as it was", arguments: CaseDatabase.Access.allCases)
    func opens(access: CaseDatabase.Access) throws {
        let old = try OldStore("part-2")
        let database = try old.folder.open(access)

        let found = try database.verifyJournal(expectedHead: Self.head)
        #expect(found.problems == [] && found.events == 126)
        let incident = try #require(try database.loadCase(.first))
        #expect(incident.version == 101 && incident.state == .closed && incident.lead == "asha")
        #expect(incident.confirmedTargets == [.system("HA"), .system("HB")])
        #expect(incident.responseState(of: .system("HA")) == .verified)
        #expect(incident.closing?.outcome == .resolved && incident.overrides.openDebts.isEmpty)
        #expect(try database.organisation().exercise != nil)
        #expect(try database.differingReadModels() == [])
        #expect(try database.differingSnapshots() == [])
    }
}
