import CaseLifecycle
import Testing

@Suite("Manifests of sha256sum")
struct ChecksumManifestTests {
    private let hash = String(repeating: "a", count: 64)

    @Test("text and binary mode, spaces, escapes, empty lines and capital digits are read")
    func forms() throws {
        let capital = hash.uppercased()
        let text =
            "\(hash)  /bin/sh\n\(hash) */bin/with space \n\n\\\(hash)  /tmp/a\\nb\\\\c\\rd\n\(capital)  /etc/passwd\r\n"
            + "\(hash)  last"

        let entries = try ChecksumManifest.read(Array(text.utf8))

        #expect(
            entries == [
                "/bin/sh": hash, "/bin/with space ": hash, "/tmp/a\nb\\c\rd": hash, "/etc/passwd\r": hash, "last": hash,
            ])
    }

    @Test(
        "a line that is none is named by its number", arguments: ["short", "  /bin/sh", "g", " x", "\t /bin/sh", "  "])
    func damaged(rest: String) {
        let line = (rest == "  /bin/sh" || rest == "short" ? "" : hash) + rest

        #expect { try ChecksumManifest.read(Array("\(hash)  ok\n\(line)".utf8)) } throws: {
            ($0 as? ChecksumManifest.Problem)?.line == 2
        }
    }

    @Test("an escape that is none, a path with two hashes and a line without end are refused")
    func hostile() {
        let other = String(repeating: "b", count: 64)
        let long = String(repeating: "x", count: ChecksumManifest.longestLine)
        for text in ["\\\(hash)  a\\x", "\\\(hash)  a\\", "\(hash)  a\n\(other)  a", "\(hash)  \(long)"] {
            #expect(throws: ChecksumManifest.Problem.self) { try ChecksumManifest.read(Array(text.utf8)) }
        }
    }
}
