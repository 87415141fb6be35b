import Foundation
import Testing
import Vocabulary

@Suite("Names of cases, findings, evidence and techniques")
struct IdentifierTests {
    static let hex = String(repeating: "0123456789abcdef", count: 4)

    @Test("a case is C- and a number, and comes back as it was written", arguments: [1, 9, 10, 42, 999_999_999])
    func caseIDs(number: Int) throws {
        let id = try #require(CaseID("C-\(number)"))

        #expect(id == CaseID(number: number))
        #expect(id.description == "C-\(number)")
        #expect(try stored(id) == "C-\(number)")
    }

    @Test(
        "nothing else is a case or a finding",
        arguments: [
            "", "-", "X-", "X-0", "X-01", "X-+1", "X--1", "X-1 ", " X-1", "X- 1", "X-1.0", "X-0x1", "X-1000000000",
            "X-99999999999999999999", "X1", "1", "X-１", "X-1\n", "X-\u{301}1", "x-1",
        ])
    func notNumbered(pattern: String) {
        #expect(CaseID(pattern.replacing("X", with: "C").replacing("x", with: "c")) == nil)
        #expect(FindingID(pattern.replacing("X", with: "F").replacing("x", with: "f")) == nil)
    }

    @Test("the names of cases and findings are not taken for each other")
    func prefixes() throws {
        #expect(CaseID("F-1") == nil)
        #expect(FindingID("C-1") == nil)
        #expect(try #require(FindingID("F-12")).description == "F-12")
        #expect(try stored(FindingID(number: 12)) == "F-12")
    }

    @Test("numbered names are ordered by number, not by letters")
    func order() {
        #expect([CaseID(number: 10), CaseID(number: 9)].sorted().map(\.description) == ["C-9", "C-10"])
        #expect([FindingID(number: 10), FindingID(number: 9)].sorted().map(\.description) == ["F-9", "F-10"])
    }

    @Test("evidence is 64 lower-case hexadecimal digits")
    func evidenceIDs() throws {
        let id = try #require(EvidenceID(hex: Self.hex))

        #expect(id.description == Self.hex)
        #expect(try stored(id) == Self.hex)
        #expect(
            EvidenceID(digest: (0..<32).map { UInt8($0) })?.hex
                == "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")
        #expect(EvidenceID(digest: [UInt8](repeating: 0, count: 31)) == nil)
        #expect(EvidenceID(digest: [UInt8](repeating: 0, count: 33)) == nil)
    }

    @Test(
        "nothing else is evidence",
        arguments: [
            "", String(hex.dropLast()), hex + "0", hex.uppercased(), "g" + hex.dropFirst(), " " + hex.dropFirst(),
            "é" + hex.dropFirst(2), "0x" + hex.dropFirst(2),
        ])
    func notEvidence(text: String) {
        #expect(EvidenceID(hex: text) == nil)
        #expect(EvidenceReference("\(text)#1") == nil)
    }

    @Test("a reference is evidence and the place of a record", arguments: [0, 1, 10, 123_456_789_012])
    func references(record: Int) throws {
        let reference = try #require(EvidenceReference("\(Self.hex)#\(record)"))

        #expect(reference.evidence.hex == Self.hex)
        #expect(reference.record == record)
        #expect(reference.description == "\(Self.hex)#\(record)")
        #expect(try stored(reference) == "\(Self.hex)#\(record)")
    }

    @Test(
        "a place is written in one way only",
        arguments: [
            "", "#", "#-1", "#+1", "#-0", "#01", "#1#2", "#1 ", "# 1", "#x", "#1.0", "#１", "#9223372036854775808",
        ])
    func notReferences(tail: String) {
        #expect(EvidenceReference(Self.hex + tail) == nil)
    }

    @Test("references are ordered by evidence, then by place")
    func referenceOrder() throws {
        let low = try #require(EvidenceID(hex: String(repeating: "0", count: 64)))
        let high = try #require(EvidenceID(hex: String(repeating: "f", count: 64)))
        let ordered = [
            EvidenceReference(evidence: low, record: 2), EvidenceReference(evidence: low, record: 10),
            EvidenceReference(evidence: high, record: 0),
        ]

        #expect(ordered.reversed().sorted() == ordered)
    }

    @Test(
        "a technique is T and four digits, a sub-technique three more, in capitals",
        arguments: [
            ("T1021", "T1021", "T1021"), ("t1021", "T1021", "T1021"), ("T1021.006", "T1021.006", "T1021"),
            ("t1021.006", "T1021.006", "T1021"), ("T0000.000", "T0000.000", "T0000"),
        ])
    func techniques(text: String, expected: String, parent: String) throws {
        let id = try #require(TechniqueID(text))

        #expect(id.text == expected)
        #expect(id.parent.text == parent)
        #expect(try stored(id) == expected)
    }

    @Test(
        "nothing else is a technique",
        arguments: [
            "", "T", "T102", "T10211", "1021", "TA0001", "T1021.", "T1021.06", "T1021.0006", "T1021.006.1", ".006",
            "T1021,006", "T1021 ", " T1021", "T-021", "T+021", "T１０２１", "T1021.00x", "S0002", "T1021..006",
        ])
    func notTechniques(text: String) {
        #expect(TechniqueID(text) == nil)
    }

    @Test(
        "a tag of a rule names a technique when it begins with attack.t",
        arguments: [
            ("attack.t1021.006", "T1021.006"), ("ATTACK.T1021", "T1021"), ("attack.execution", nil),
            ("attack.ta0002", nil), ("attack.s0002", nil), ("attack.t", nil), ("t1021", nil), ("cve.2021.44228", nil),
            ("attack-t1021", nil), ("", nil),
        ])
    func tags(tag: String, expected: String?) {
        #expect(TechniqueID(tag: tag)?.text == expected)
    }

    @Test("a stored name that is none is damage")
    func damagedNames() {
        func fails<Value: Decodable>(_: Value.Type) {
            #expect(throws: DecodingError.self) { try JSONDecoder().decode([Value].self, from: Data(#"["?"]"#.utf8)) }
            #expect(throws: DecodingError.self) { try JSONDecoder().decode([Value].self, from: Data("[1]".utf8)) }
        }
        fails(CaseID.self)
        fails(FindingID.self)
        fails(EvidenceID.self)
        fails(EvidenceReference.self)
        fails(TechniqueID.self)
    }

    /// What is kept of a name, after it was seen to be read back.
    private func stored<Name: Codable & Equatable>(_ name: Name) throws -> String {
        let json = try JSONEncoder().encode([name])
        #expect(try JSONDecoder().decode([Name].self, from: json) == [name])
        return try #require(try JSONDecoder().decode([String].self, from: json).first)
    }
}
