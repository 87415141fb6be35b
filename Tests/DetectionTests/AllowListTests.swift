import Testing
import Vocabulary

@testable import Detection

@Suite("Matches known to be harmless")
struct AllowListTests {
    private func read(_ text: String, at moment: String = "2026-06-01T00:00:00Z") throws -> (
        list: AllowList, problems: [RuleProblem]
    ) {
        AllowList.read(
            [RuleSource(name: "allow.yml", text: text)], at: try #require(Timestamp(iso8601: moment)))
    }

    private let known = """
        allow:
          - rule: 1B2C
            fields:
              Image|endswith: '\\backup.exe'
              Computer: [SRV1, SRV2]
            reason: the nightly backup
            owner: J. Doe
            expires: 2026-12-31
        """
    private let rule = RuleSummary(id: "1b2c", title: "Copying", level: .high, tags: [], source: "a.yml")

    @Test("a match is harmless where its rule and its fields are those of an entry")
    func fields() throws {
        var matcher = AllowMatcher(try read(known).list)
        let other = RuleSummary(id: "3d4e", title: "Other", level: .high, tags: [], source: "a.yml")

        let onNamed = matcher.allows(rule, record(["Image": "C:\\backup.exe", "Computer": "srv2"])[0])
        let onAnother = matcher.allows(rule, record(["Image": "C:\\backup.exe", "Computer": "srv3"])[0])
        let ofAnother = matcher.allows(other, record(["Image": "C:\\backup.exe", "Computer": "srv2"])[0])
        #expect([onNamed, onAnother, ofAnother] == [true, false, false])
    }

    @Test("an entry without fields is for all matches of a rule, by id or title")
    func wholeRule() throws {
        let text = "allow: [{rule: COPYING, reason: r, owner: o, expires: 2027-01-01}]"
        var matcher = AllowMatcher(try read(text).list)

        let one = matcher.allows(rule, record([:])[0])
        let ofGroup = matcher.allows(rule, group: [])
        #expect(one && ofGroup)
    }

    @Test("a match of a correlation is harmless where what its records have in common is that of an entry")
    func groups() throws {
        var matcher = AllowMatcher(try read(known).list)

        let known = matcher.allows(rule, group: [("Image", #"C:\backup.exe"#), ("Computer", "Srv1")])
        let another = matcher.allows(rule, group: [("Image", #"C:\backup.exe"#), ("Computer", "SRV3")])
        let less = matcher.allows(rule, group: [("Computer", "SRV1")])
        #expect([known, another, less] == [true, false, false])
    }

    @Test(
        "an entry that has expired does not apply, and is told",
        arguments: [("2026-12-30T23:59:59Z", true), ("2026-12-31T00:00:00Z", false)])
    func expiry(moment: String, applies: Bool) throws {
        let list = try read(known, at: moment).list

        #expect(list.entries.map(\.owner) == (applies ? ["J. Doe"] : []))
        #expect(list.expired.map(\.place) == (applies ? [] : ["allow.yml:2:5"]))
    }

    @Test(
        "each entry says what, why, who and until when",
        arguments: [
            ("a: 1", "1:1 an allow-list has a list of 'allow'"),
            ("allow:\n- a", "2:3 an entry must be a map"),
            ("allow:\n- {rule: r, until: x}", "2:13 'until' is no part of an entry"),
            ("allow:\n- {reason: r, owner: o, expires: 2027-01-01}", "2:3 the entry has no rule"),
            ("allow:\n- {rule: r, owner: o, expires: 2027-01-01}", "2:3 the entry has no reason"),
            ("allow:\n- {rule: r, reason: r, expires: 2027-01-01}", "2:3 the entry has no owner"),
            ("allow:\n- {rule: r, reason: r, owner: o}", "2:3 the entry has no expires"),
            (
                "allow:\n- {rule: r, reason: r, owner: o, expires: soon}",
                "2:43 'expires' takes a day, as in 2027-01-31"
            ),
            (
                "allow:\n- {rule: r, reason: r, owner: o, expires: 2027-01-01, fields: x}",
                "2:63 'fields' takes a selection, as rules have them"
            ),
            (
                "allow:\n- {rule: r, reason: r, owner: o, expires: 2027-01-01, fields: {F|like: x}}",
                "2:66 unknown modifier 'like'"
            ),
        ])
    func problems(text: String, problem: String) throws {
        #expect(try read(text).problems.map { "\($0.line):\($0.column) \($0.message)" } == [problem])
    }
}
