import CaseLifecycle
import Foundation
import Testing
import Wire

@Suite("What a refused command prints")
struct RefusalShapeTests {
    static let gates = CaseRefusal.gates([
        UnmetGate(
            id: "GATE-A", statement: "A holds.", missing: ["x", "y"], citation: "S 1", override: "a lead proposes"),
        UnmetGate(id: "GATE-B", statement: "B holds.", missing: ["z"], citation: "S 2"),
    ])

    @Test("every gate that is not met is named, with all that is missing")
    func unmetGates() throws {
        let line = String(decoding: try WireJSON.line(RefusalShape(Self.gates)), as: UTF8.self)

        #expect(
            line
                == #"{"gates":[{"citation":"S 1","id":"GATE-A","missing":["x","y"],"override":"a lead proposes","statement":"A holds."},"#
                + #"{"citation":"S 2","id":"GATE-B","missing":["z"],"override":null,"statement":"B holds."}],"#
                + #""reason":"2 gates are not met","refused":true}"#)
        #expect(
            RefusalShape(Self.gates).lines.joined(separator: "\n") == """
                refused: 2 gates are not met
                  GATE-A  A holds.
                    missing: x
                    missing: y
                    source: S 1
                    override: a lead proposes
                  GATE-B  B holds.
                    missing: z
                    source: S 2
                """)
    }

    @Test(
        "any other refusal has a reason that names its subject, and no gates",
        arguments: [
            (.wrongState(.declared, needs: "an earlier state"), "declared"),
            (.missing(["a reason", "a title"]), "a reason, a title"),
            (.unknownSystem("WKS-9"), "WKS-9"), (.unknownCase("C-9"), "C-9"),
            (.stale(expected: 3, actual: 5), "5, not 3"),
            (.actingAsNotAllowed("Bob"), "Bob"),
        ] as [(CaseRefusal, String)])
    func others(refusal: CaseRefusal, subject: String) throws {
        let line = try WireJSON.line(RefusalShape(refusal))
        let object = try #require(try JSONSerialization.jsonObject(with: line) as? [String: Any])

        #expect(Set(object.keys) == ["refused", "reason", "gates"])
        #expect(object["refused"] as? Bool == true)
        #expect((object["gates"] as? [Any])?.isEmpty == true)
        #expect((object["reason"] as? String)?.contains(subject) == true)
        #expect(RefusalShape(refusal).lines == ["refused: \(object["reason"] as? String ?? "")"])
    }

    @Test("a name from evidence can neither begin a line of its own nor reach the terminal")
    func hostileNames() {
        let gates = CaseRefusal.gates([
            UnmetGate(
                id: "GATE-A", statement: "A holds.", missing: ["a verdict for \u{1B}[2JX\nrefused: no"], citation: "S")
        ])

        #expect(
            RefusalShape(gates).lines == [
                "refused: a gate is not met", "  GATE-A  A holds.",
                "    missing: a verdict for \\u{1B}[2JX refused: no", "    source: S",
            ])
        #expect(
            RefusalShape(.unknownSystem("\u{202E}X")).lines == ["refused: the case knows no system called \\u{202E}X"])
    }
}
