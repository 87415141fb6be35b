import CaseLifecycle
import Reporting
import Testing

@Suite("The scope as a drawing of its own")
struct ScopeDrawingTests {
    @Test("Names of any spelling stay text in an SVG", arguments: HostileTextTests.payloads)
    func svg(payload: String) throws {
        let dossier = try #require(SampleCase(payload)?.dossier)

        let tokens = HTMLTokens(ScopeDrawing(dossier.incident, mark: "EXERCISE <of> one").svg)

        #expect(tokens.malformed == [])
        #expect(Set(tokens.tags.map(\.name)).subtracting(HostileTextTests.tags) == [])
        #expect(!tokens.tags.contains { $0.attributes.keys.contains { $0.hasPrefix("on") || $0 == "href" } })
        #expect(tokens.text.contains("EXERCISE <of> one"))
    }

    @Test("Names of any spelling stay inside their quotes in DOT", arguments: HostileTextTests.payloads)
    func dot(payload: String) throws {
        let dossier = try #require(SampleCase(payload)?.dossier)
        let dot = ScopeDrawing(dossier.incident, mark: nil).dot
        let lines = dot.split(separator: "\n")
        // A head of three lines, one touched system, one end of a movement that is none, one movement, and the end.
        #expect(lines.count == 7)
        for line in lines.dropFirst(3).dropLast() {
            #expect(line.hasSuffix("];"))
            #expect(unescapedQuotes(in: line) % 2 == 0)
        }
    }

    @Test("Patient zero is another shape, and a movement says when, how, by whom and how sure")
    func words() throws {
        let dossier = try #require(SampleCase("WS-1")?.dossier)
        let dot = ScopeDrawing(dossier.incident, mark: nil).dot
        #expect(dot.contains(#""WS-1" [label="WS-1\nconfirmed\npatient zero", shape=doubleoctagon];"#))
        #expect(dot.contains(#""WS-13" -> "WS-1" [label="2026-03-01T10:00:05Z\nWS-1\nWS-1\n90 %"];"#))
        #expect(dot.contains(#""WS-13" [shape=plaintext];"#))
    }

    private func unescapedQuotes(in line: Substring) -> Int {
        var isEscaped = false
        return line.count { character in
            defer { isEscaped = character == "\\" && !isEscaped }
            return character == "\"" && !isEscaped
        }
    }
}
