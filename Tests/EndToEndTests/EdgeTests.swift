import Foundation
import Testing

@Suite("The program at its edges")
struct EdgeTests {
    let cordon: Cordon
    let home: String

    init() throws {
        cordon = try Cordon()
        home = cordon.path("home")
    }

    private func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    private func write(_ name: String, _ text: String) throws -> String {
        try Data(text.utf8).write(to: cordon.folder.appendingPathComponent(name))
        return cordon.path(name)
    }

    /// One logon on a system whose name attacks the terminal, the line and the shell.
    private func hostileEvidence() throws -> String {
        try write(
            "hostile.jsonl",
            #"{"@timestamp":"2026-03-01T10:00:00Z","EventID":4624,"Channel":"Security","#
                + #""Computer":"EVIL\u001b[2J\u202e\nrefused: `id`","TargetUserName":"bob","LogonType":"3"}"# + "\n")
    }

    @Test("a name from evidence reaches no terminal as it is, neither in results nor in refusals")
    func hostileName() throws {
        defer { cordon.remove() }
        try cordon.run("investigate", try hostileEvidence(), "--home", home)
        try cordon.run("staff", "roster", "add", "asha", "--role", "lead", "--home", home)
        try cordon.run("case", "assign", "C-1", "--lead", "asha", "--home", home)
        try cordon.run("case", "declare", "C-1", "--criterion", "theft", "--home", home)
        try cordon.run("case", "advance", "C-1", "--home", home)

        let refused = try cordon.run("case", "advance", "C-1", "--home", home)
        let shown = try cordon.run("case", "show", "C-1", "--home", home)
        let unknown = try cordon.run("scope", "clear", "C-1", "\u{1B}[2J\nX", "--reason", "r", "--home", home)
        let mistyped = try cordon.run("case", "show", "\u{1B}[2J\u{202E}", "--home", home)

        #expect(refused.status == 2)
        #expect(refused.errors.contains("EVIL\\u{1B}[2J"))
        #expect([unknown.status, mistyped.status] == [2, 64])
        for text in [refused.errors, shown.text, unknown.errors, mistyped.errors] {
            #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}"))
            #expect(!text.contains("\nrefused: `id`") && !text.contains("\nX"))
        }
    }

    @Test("a name from evidence with hidden characters is typed as a refusal shows it, and its system gets its verdict")
    func typedName() throws {
        defer { cordon.remove() }
        try cordon.run("investigate", try hostileEvidence(), "--home", home)
        try cordon.run("staff", "roster", "add", "asha", "--role", "lead", "--home", home)
        try cordon.run("case", "assign", "C-1", "--lead", "asha", "--home", home)
        try cordon.run("case", "declare", "C-1", "--criterion", "theft", "--home", home)
        try cordon.run("case", "advance", "C-1", "--home", home)
        let refused = try cordon.run("case", "advance", "C-1", "--home", home).errors
        let line = try #require(refused.split(separator: "\n").first { $0.contains("scope confirm C-1") })
        let start = try #require(line.firstRange(of: "'EVIL"))
        let spelled = try #require(line[start.lowerBound...].dropFirst().split(separator: "'").first)

        let judged = try cordon.run("scope", "suspect", "C-1", String(spelled), "--reason", "a logon", "--home", home)
        let newLine = try cordon.run("scope", "enrol", "C-1", "HOST\nTWO", "--home", home)

        #expect(judged.status == 0, "\(judged.errors)")
        #expect(try cordon.run("scope", "show", "C-1", "--home", home).text.contains("a logon"))
        #expect(newLine.status == 2 && newLine.errors.contains("stands in one line"))
    }

    @Test("what is rehearsed could not be recorded without the key that signs it, and that is said")
    func signingKey() throws {
        defer { cordon.remove() }
        try cordon.run("case", "open", "--title", "t", "--home", home)
        try cordon.run("staff", "roster", "add", "asha", "--role", "lead", "--home", home)
        try cordon.run("case", "assign", "C-1", "--lead", "asha", "--home", home)
        try cordon.run("case", "declare", "C-1", "--criterion", "theft", "--home", home)
        let advance = ["case", "advance", "C-1", "--dry-run", "--home", home]
        #expect(try cordon.run(advance).status == 0)

        try FileManager.default.removeItem(atPath: home + "/journal.key")

        let rehearsed = try cordon.run(advance)
        #expect(rehearsed.status == 1 && rehearsed.text.isEmpty)
        #expect(rehearsed.errors.contains("cordon: missing key: \(home)/journal.key"))
        #expect(try cordon.run("case", "show", "C-1", "--home", home).status == 0)
    }

    @Test("a group of commands alone shows what there is", arguments: ["staff", "case", "rules"])
    func groupAlone(group: String) throws {
        defer { cordon.remove() }
        try cordon.run("case", "open", "--title", "Odd logons", "--home", home)
        let shown = try cordon.run([group], environment: ["CORDON_HOME": home])

        #expect(shown.status == 0 && !shown.text.contains("USAGE"))
        #expect(group != "case" || shown.text.contains("Odd logons"))
        #expect(try cordon.run([group, "nothing-of-the-kind"], environment: ["CORDON_HOME": home]).status != 0)
    }

    @Test(
        "what is refused, or fails before it begins, makes no store",
        arguments: [
            ["investigate", "EVIDENCE", "--case", "C-9"], ["investigate", "EVIDENCE", "--as", "bob"],
            ["investigate", "EVIDENCE", "--title", " "], ["investigate", "EVIDENCE", "--report", "/none/x.html"],
            ["case", "open", "--title", " "], ["case", "open", "--title", "x", "--as", "bob"],
            ["case", "open", "--title", "x", "--as", " "], ["case", "note", "C-1", "x"],
            ["admin", "settings", "x", "y"], ["admin", "settings", "allow-as", "true"],
        ])
    func nothingIsMade(arguments: [String]) throws {
        defer { cordon.remove() }
        let evidence = try hostileEvidence()
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        for home in [home, cordon.path("new")] {
            let result = try cordon.run(arguments.map { $0 == "EVIDENCE" ? evidence : $0 } + ["--home", home])
            #expect(result.status != 0)
        }

        #expect(try FileManager.default.contentsOfDirectory(atPath: home) == [])
        #expect(!exists(cordon.path("new")))
    }

    @Test("the account is the system's, whatever the environment says; the store is found where HOME says")
    func environment() throws {
        defer { cordon.remove() }
        let environment = ["USER": "mallory", "LOGNAME": "mallory", "HOME": cordon.folder.path, "CORDON_HOME": ""]

        #expect(try cordon.run(["case", "open", "--title", "t"], environment: environment).status == 0)

        #expect(exists(cordon.path(".cordon/cordon.sqlite")))
        let shown = try cordon.run(["journal", "show", "C-1"], environment: environment)
        #expect(!shown.text.contains("mallory"))
    }

    @Test("an export says that its key was compared with nothing, until it was: with a key, or with a store")
    func keys() throws {
        defer { cordon.remove() }
        let file = cordon.path("C-1.ndjson")
        for home in [home, cordon.path("other")] { try cordon.run("case", "open", "--title", "t", "--home", home) }
        try cordon.run("journal", "export", "C-1", "--home", home).output.write(to: URL(fileURLWithPath: file))
        let alone = try cordon.run("journal", "verify", file, "--format", "json").object()
        let key = try #require(alone["publicKey"] as? String)
        let head = try #require(alone["head"] as? String)

        #expect(alone["keyChecked"] as? Bool == false)
        #expect(try cordon.run("journal", "verify", file).text.contains("compared with nothing"))
        for arguments in [["--key", " \(key.uppercased())\n"], ["--head", head.uppercased()], ["--home", home]] {
            let result = try cordon.run(["journal", "verify", file] + arguments)
            #expect(result.status == 0)
            #expect(!result.text.contains("compared with nothing"))
        }
        #expect(
            try cordon.run("journal", "verify", file, "--home", home, "--format", "json").object()["keyChecked"]
                as? Bool == true)
        #expect(try cordon.run("journal", "verify", file, "--home", cordon.path("other")).status == 1)
        #expect(try cordon.run("journal", "verify", file, "--key", String(repeating: "0", count: 64)).status == 1)
        for wrong in ["xyz", "", String(repeating: "g", count: 64), String(head.dropLast())] {
            #expect(try cordon.run("journal", "verify", file, "--head", wrong).status == 64)
        }
    }

    @Test("a report of no case is refused in the form that was asked for, and nothing is written")
    func refusedReport() throws {
        defer { cordon.remove() }
        try cordon.run("case", "open", "--title", "t", "--home", home)
        let file = try write("report.json", "old")

        let refused = try cordon.run(
            "report", "C-9", "--format", "json", "--output", file, "--home", home)

        #expect(refused.status == 2)
        #expect(try refused.object()["refused"] as? Bool == true)
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "old")
    }

    @Test("what was found is printed though the report cannot be written, and the program says that it failed")
    func reportOnFullDisk() throws {
        defer { cordon.remove() }

        let result = try cordon.run(
            "investigate", try hostileEvidence(), "--report", "/dev/full", "--home", home, "--format", "json")

        #expect(result.status == 1)
        #expect(try result.object()["records"] as? Int == 1)
        #expect(try result.object()["report"] is NSNull)
        #expect(result.errors.contains("No space left on device"))
    }

    @Test("a rehearsal refuses what the step itself would, and what is missing is shown with the case")
    func rehearsal() throws {
        defer { cordon.remove() }
        try cordon.run("case", "open", "--title", "t", "--home", home)
        try cordon.run("staff", "roster", "add", "asha", "--role", "lead", "--home", home)
        try cordon.run("case", "assign", "C-1", "--lead", "asha", "--home", home)
        try cordon.run("case", "declare", "C-1", "--criterion", "theft", "--home", home)
        let advance = ["case", "advance", "C-1", "--dry-run", "--home", home]

        #expect(try cordon.run(advance).status == 0)
        #expect(try cordon.run(advance + ["--if-version", "1"]).status == 2)
        #expect(try cordon.run(advance + ["--as", "bob"]).status == 2)

        try cordon.run("case", "advance", "C-1", "--home", home)
        try cordon.run("evidence", "add", "C-1", try hostileEvidence(), "--home", home)
        #expect(try cordon.run(advance).status == 2)
        #expect(try cordon.run("case", "show", "C-1", "--home", home).text.contains("before the case may advance"))
    }

    @Test("without its public key a store is shown with a warning, and neither changed, rehearsed on nor reported")
    func publicKey() throws {
        defer { cordon.remove() }
        try cordon.run("case", "open", "--title", "t", "--home", home)
        #expect(try cordon.run("case", "show", "C-1", "--home", home).errors.isEmpty)
        try FileManager.default.removeItem(atPath: home + "/journal.pub")

        let shown = try cordon.run("case", "show", "C-1", "--home", home)
        #expect(shown.status == 0 && shown.errors.contains("not to be relied on: missing key"))
        for command in [
            ["case", "note", "C-1", "n"], ["case", "advance", "C-1"], ["case", "advance", "C-1", "--dry-run"],
            ["report", "C-1"], ["case", "conformance", "C-1"],
        ] {
            let failed = try cordon.run(command + ["--home", home])
            #expect(failed.status == 1, "\(command)")
            #expect(
                failed.errors.contains("cordon: missing key: \(home)/journal.pub: the journal names "), "\(command)")
        }
        for command in [["journal", "verify"], ["admin", "doctor"]] {
            let result = try cordon.run(command + ["--home", home])
            #expect(result.status == 1 && result.text.contains("public key beside the store"), "\(command)")
        }
    }

    @Test("a case is handed over as a folder whose journal is verified elsewhere, and no folder is written over")
    func handedOver() throws {
        defer { cordon.remove() }
        try cordon.run("investigate", try hostileEvidence(), "--home", home)
        let folder = cordon.path("handover")

        let result = try cordon.run("case", "export", "C-1", folder, "--home", home, "--format", "json").object()

        let key = try #require(result["publicKey"] as? String)
        let head = try #require(result["head"] as? String)
        let verified = try cordon.run(
            "journal", "verify", folder + "/journal.ndjson", "--key", key, "--head", head, "--format", "json")
        #expect(try verified.object()["ok"] as? Bool == true)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
                == ["case.json", "evidence.json", "journal.ndjson", "report.html"])
        let evidence =
            try JSONSerialization.jsonObject(
                with: try Data(contentsOf: URL(fileURLWithPath: folder + "/evidence.json"))) as? [[String: Any]]
        #expect(evidence?.count == 1 && result["evidence"] as? Int == 1)
        #expect(try String(contentsOfFile: folder + "/report.html", encoding: .utf8).contains(head))
        #expect(try cordon.run("case", "export", "C-1", folder, "--home", home).status == 1)
        #expect(try cordon.run("case", "export", "C-9", cordon.path("none"), "--home", home).status == 2)
        #expect(!exists(cordon.path("none")))
    }

    @Test("the tasks of a case are listed, with what came of them")
    func tasks() throws {
        defer { cordon.remove() }
        try cordon.run("case", "open", "--title", "t", "--home", home)
        #expect(try cordon.run("case", "task", "C-1", "--home", home).text == "no tasks\n")
        try cordon.run("staff", "roster", "add", "carl", "--home", home)
        let tomorrow = Date.now.addingTimeInterval(86_400).formatted(.iso8601)
        try cordon.run(
            "case", "task", "C-1", "--open", "image FS-01", "--owner", "carl", "--due", tomorrow, "--home", home)

        let listed = try cordon.run("case", "task", "C-1", "--home", home)
        let tasks =
            try JSONSerialization.jsonObject(
                with: try cordon.run("case", "task", "C-1", "--home", home, "--format", "json").output)
            as? [[String: Any]]

        #expect(listed.text.contains("T-1") && listed.text.contains("image FS-01") && listed.text.contains("open"))
        #expect(tasks?.map { $0["owner"] as? String } == ["carl"])
        #expect(tasks?.first?["outcome"] is NSNull)
    }

    @Test("what fails or is refused is told in words: no code word of the program, and the names there are")
    func words() throws {
        defer { cordon.remove() }
        let missing = try cordon.run("case", "list", "--home", cordon.path("none"))
        try cordon.run("case", "open", "--title", "t", "--home", home)
        let setting = try cordon.run("admin", "settings", "no-such-setting", "1", "--home", home)
        let role = try cordon.run("plan", "draft", "C-1", "containment", "--home", home)

        #expect(missing.status == 1 && missing.errors.contains("cordon: not a store: "))
        #expect(setting.status == 2 && setting.errors.contains("allow-as") && setting.errors.contains("staffing-hours"))
        #expect(role.status == 2 && !role.errors.contains("cordon staff show"))
    }

    @Test("what is no evidence is named, and so is the store that lies among it")
    func notTaken() throws {
        defer { cordon.remove() }
        let folder = cordon.path("evidence")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        _ = try write("evidence/a.jsonl", "{}\n")
        #expect(mkfifo(folder + "/pipe", 0o600) == 0)
        let home = folder + "/home"
        try cordon.run("case", "open", "--title", "t", "--home", home)

        let added = try cordon.run("evidence", "add", "C-1", folder, "--verbose", "--home", home, "--format", "json")

        #expect(added.status == 0)
        #expect((try added.object()["evidence"] as? [Any])?.count == 1)
        #expect(added.errors.contains("not taken: \(folder)/pipe: a pipe\n"))
        #expect(added.errors.contains("not taken: \(home): the store itself\n"))
        #expect(added.errors.contains("C-1 version 3: sealed"))
    }
}
