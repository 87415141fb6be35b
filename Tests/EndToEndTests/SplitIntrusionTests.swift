import Foundation
import Testing

@Suite("One intrusion in two cases, on the command line")
struct SplitIntrusionTests {
    /// What the dry run of the next step says is missing because of another case.
    private func missing(_ cordon: Cordon, _ home: String) throws -> [String] {
        let refused = try cordon.run("case", "advance", "C-1", "--dry-run", "--home", home, "--format", "json")
        let gates = try #require(try refused.object()["gates"] as? [[String: Any]])
        return gates.flatMap { $0["missing"] as? [String] ?? [] }.filter { $0.contains("C-2") }
    }

    @Test("the other half is asked for by name, until two who may decide say that it is another intrusion")
    func apart() throws {
        let cordon = try Cordon()
        defer { cordon.remove() }
        let home = cordon.path("home")
        let sample = URL(fileURLWithPath: try cordon.sample())
        let names = try FileManager.default.contentsOfDirectory(atPath: sample.path).sorted()
        for half in [names.prefix(names.count / 2), names.dropFirst(names.count / 2)] {
            let paths = half.map { sample.appendingPathComponent($0).path }
            #expect(try cordon.run(["investigate"] + paths + ["--home", home]).status == 0)
        }
        try cordon.run("admin", "settings", "allow-as", "true", "--home", home)
        for (name, role) in [("asha", "lead"), ("carl", "handler")] {
            try cordon.run("staff", "roster", "add", name, "--role", role, "--home", home)
        }
        try cordon.run("case", "assign", "C-1", "--lead", "asha", "--home", home)
        try cordon.run("case", "declare", "C-1", "--criterion", "Credential theft", "--home", home)
        #expect(try cordon.run("case", "advance", "C-1", "--home", home).status == 0)

        #expect(try missing(cordon, home).map { $0.hasSuffix("C-1 C-2 --reason TEXT, by two people") } == [true])

        let apart = ["scope", "apart", "C-1", "C-2", "--reason", "other tools", "--home", home, "--as"]
        #expect(try cordon.run(apart + ["carl"]).status == 2)
        #expect(try cordon.run(apart + ["asha"]).status == 0)
        #expect(try missing(cordon, home).map { $0.hasSuffix("as asha did, by a second person") } == [true])
        let shown = try cordon.run("scope", "show", "C-1", "--home", home, "--format", "json").object()
        let said = try #require(shown["apart"] as? [[String: Any]])
        #expect(said.compactMap { $0["case"] as? String } == ["C-2"])
        #expect(
            said.allSatisfy { ($0["names"] as? [Any])?.isEmpty == false && $0["reason"] as? String == "other tools" })
        #expect(
            try cordon.run("scope", "show", "C-1", "--home", home).text
                .contains("C-2 is held to be another intrusion, though both know "))
        #expect(try cordon.run("admin", "doctor", "--home", home).status == 0)
    }
}
