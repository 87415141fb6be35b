import Foundation
import Testing

@testable import Detection

/// The reader of plain documents beside Yams, which reads all of YAML.
@Suite("Block style")
struct BlockStyleTests {
    private func quickly(_ text: String) -> SigmaNode? {
        var text = text
        return text.withUTF8 {
            BlockStyleReader.isOrdinary($0) ? BlockStyleReader.read($0, in: 0..<$0.count, firstLine: 1) : nil
        }
    }

    private func slowly(_ text: String) -> String {
        switch SigmaDocuments.compose(text, firstLine: 1) {
        case .success(let node): Self.words(node)
        case .failure(let fault): "\(fault.place.line):\(fault.place.column) \(fault.message)"
        case nil: "nothing"
        }
    }

    /// A value with all that is known of it.
    private static func words(_ node: SigmaNode) -> String {
        let place = "\(node.place.line):\(node.place.column)"
        switch node.content {
        case .list(let items): return place + "[" + items.map(words).joined(separator: ", ") + "]"
        case .map(let pairs):
            return place + "{" + pairs.map { words($0.key) + ": " + words($0.value) }.joined(separator: ", ") + "}"
        default: return place + " \(node.content) '\(node.text)'"
        }
    }

    private let plain = """
        # A rule
        title: Tools that nobody needs   # of course
        status: experimental
        description: |
            Two lines,

              the second further in.
        'quoted ''key''': "a \\\\ and a \\"quote\\""
        tags:
        - attack.t1059
        - 'attack.ächt'
        detection:
            selection:
              - Image|endswith: '\\cmd.exe'
                EventID: 4688
              - Größe|gte: 1.5
                Empty: ''
            list:
                - http://a.b/c#d:8080
                - -x
            condition: selection or not list
        level: high

        """

    @Test("documents in block style are read as Yams reads them, places included")
    func plainDocument() {
        #expect(quickly(plain).map(Self.words) == slowly(plain))
        #expect(quickly("---\n" + plain) != nil)
    }

    @Test(
        "what is written in another style is left to Yams",
        arguments: [
            "", "a", "a: [1]", "a: {b: c}", "a: &x b\nc: *x", "a: !!str b", "a: >\n  b\n", "a: b\n  c", "a: 'b\n  c'",
            "a:", "a: b\na: c", "<<: b", "a: \"\\x41\"", "? a\n: b", "a: b: c", "- a: b", "\ta: b", "a: b\r\n",
            "a: |\n\n  b\n", "a: |+\n  b\n", "a: |\n  b", "%YAML 1.2\n---\na: b", "a: b\n...\n", "a: @b", "  a: b",
            "a:\n    b: c\n  d: e", "a: 'b' c", "a: - b", "a: |\n    b\n  c\n", "a: b\u{85}c: d", "\u{FEFF}a: b",
            "a:\n  - - b", "a:\n  -\n    b: c",
        ])
    func otherStyles(text: String) {
        #expect(quickly(text) == nil)
    }

    @Test("whatever is cut off or changed is read as Yams reads it, or not at all")
    func mutations() {
        let bytes = Array(plain.utf8)
        let marks = Array("\n -:#'\"|>[{&*!\\\t?%@x0".utf8)
        var read = 0
        for place in bytes.indices {
            var texts = [Array(bytes[..<place]), Array(bytes[..<place] + bytes[(place + 1)...])]
            texts += marks.map { bytes[..<place] + [$0] + bytes[place...] }
            for text in texts {
                guard let text = String(validating: text, as: UTF8.self), let quick = quickly(text) else { continue }
                read += 1
                let (quickWords, slowWords) = (Self.words(quick), slowly(text))
                if quickWords != slowWords { #expect(quickWords == slowWords, "\(text)") }
            }
        }
        #expect(read > bytes.count)
    }

    @Test("public rules are read as Yams reads them; skipped where the shared rules are absent")
    func publicRules() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../shared/data/sigma")
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        for case let file as URL in files ?? .init() where file.pathExtension == "yml" {
            let text = try String(contentsOf: file, encoding: .utf8)
            guard let quick = quickly(text) else { continue }
            let (quickWords, slowWords) = (Self.words(quick), slowly(text))
            if quickWords != slowWords { #expect(quickWords == slowWords, "\(file.lastPathComponent)") }
        }
    }
}
