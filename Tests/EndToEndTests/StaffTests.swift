import Foundation
import Testing

@Suite("People on the command line")
struct StaffTests {
    @Test("preparation comes before the first case, but what is refused makes no store")
    func firstPerson() throws {
        let cordon = try Cordon()
        defer { cordon.remove() }
        let home = cordon.path("home")

        #expect(try cordon.run("staff", "roster", "add", "a\u{1B}b", "--home", home).status == 2)
        #expect(!FileManager.default.fileExists(atPath: home))
        #expect(try cordon.run("staff", "roster", "--home", home).status == 1)
        #expect(try cordon.run("staff", "roster", "add", "ann", "--role", "lead", "--home", home).status == 0)
        let shown = try cordon.run("staff", "roster", "--home", home, "--format", "json")
        let people = try #require(JSONSerialization.jsonObject(with: shown.output) as? [[String: Any]])
        #expect(people.compactMap { $0["name"] as? String } == ["ann"])
        #expect(
            people.compactMap { $0["roles"] as? [[String: Any]] }.joined().compactMap { $0["role"] as? String } == [
                "lead"
            ])
    }

    @Test("the last person on preparation is not sent to an incident, and the refusal names the gate")
    func lastPerson() throws {
        let cordon = try Cordon()
        defer { cordon.remove() }
        let home = cordon.path("home")
        for name in ["carl", "dora", "fred"] { try cordon.run("staff", "roster", "add", name, "--home", home) }
        #expect(try cordon.run("staff", "assign", "carl", "--duty", "preparation", "--home", home).status == 0)
        #expect(try cordon.run("staff", "assign", "dora", "--duty", "detection", "--home", home).status == 0)

        for arguments in [
            ["assign", "carl", "--duty", "response"], ["assign", "dora", "--duty", "preparation"], ["release", "carl"],
            ["roster", "disable", "dora"],
        ] {
            let refused = try cordon.run(["staff"] + arguments + ["--home", home, "--format", "json"])
            #expect(refused.status == 2)
            let gates = try #require(try refused.object()["gates"] as? [[String: Any]])
            #expect(gates.compactMap { $0["id"] as? String } == ["GATE-STAFFING"], "\(arguments)")
        }
        #expect(try cordon.run("staff", "assign", "fred", "--duty", "preparation", "--home", home).status == 0)
        #expect(try cordon.run("staff", "assign", "carl", "--duty", "response", "--home", home).status == 0)

        let shown = try cordon.run("staff", "show", "--home", home, "--format", "json").object()
        let duties = try #require(shown["duties"] as? [[String: Any]])
        #expect(
            duties.map {
                "\($0["duty"] ?? "") \(($0["now"] as? [[String: Any]] ?? []).compactMap { $0["person"] as? String })"
            }
                == [#"preparation ["fred"]"#, #"detection ["dora"]"#, #"response ["carl"]"#])
        #expect((shown["uncovered"] as? [Any])?.isEmpty == true)
        #expect(try cordon.run("journal", "verify", "--home", home).status == 0)
    }
}
