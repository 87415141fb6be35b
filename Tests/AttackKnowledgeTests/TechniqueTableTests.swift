import AttackKnowledge
import Testing
import Vocabulary

@Suite("Techniques of ATT&CK")
struct TechniqueTableTests {
    @Test("every technique of v18.1 and every one that v19.1 added is known")
    func complete() {
        #expect(TechniqueTable.all.count == 691 + 23)
        #expect(TechniqueTable.all.filter { $0.id != $0.id.parent }.count == 475 + 14)
    }

    @Test("every technique has a name, a tactic and a parent that is known")
    func wellFormed() {
        let broken = TechniqueTable.all.filter {
            $0.name.isEmpty || $0.tactics.isEmpty || TechniqueTable.technique($0.id.parent)?.id != $0.id.parent
        }
        #expect(broken == [])
    }

    @Test("an id gives its own name and tactics, in the order of the matrix")
    func lookup() throws {
        let remoteManagement = try #require(TechniqueID("T1021.006"))
        let validAccounts = try #require(TechniqueID("T1078"))

        #expect(TechniqueTable.technique(remoteManagement)?.name == "Windows Remote Management")
        #expect(TechniqueTable.technique(remoteManagement)?.tactics == [.lateralMovement])
        #expect(
            TechniqueTable.technique(validAccounts)?.tactics
                == [.initialAccess, .persistence, .privilegeEscalation, .defenseEvasion])
    }

    @Test("names keep their letters beyond ASCII")
    func letters() throws {
        #expect(TechniqueTable.technique(try #require(TechniqueID("T1055.013")))?.name == "Process Doppelgänging")
    }

    @Test("a technique that v19 added is known with a tactic of v19")
    func newer() throws {
        let technique = TechniqueTable.technique(try #require(TechniqueID("T1685.005")))

        #expect(technique?.name == "Clear Windows Event Logs")
        #expect(technique?.tactics == [.defenseImpairment])
    }

    @Test(
        "a revoked id leads to the technique that replaced it", arguments: [("T1028", "T1021.006"), ("T1002", "T1560")])
    func revoked(old: String, new: String) throws {
        let old = try #require(TechniqueID(old))

        #expect(TechniqueTable.replacement(of: old)?.text == new)
        #expect(TechniqueTable.technique(old)?.id.text == new)
    }

    @Test("an unknown id is not guessed", arguments: ["T9999", "T1021.999", "T1073"])
    func unknown(id: String) throws {
        #expect(TechniqueTable.technique(try #require(TechniqueID(id))) == nil)
    }
}
