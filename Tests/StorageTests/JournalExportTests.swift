import CaseLifecycle
import Testing
import Vocabulary

@testable import Storage

@Suite("Exported journals")
struct JournalExportTests {
    let folder: TemporaryFolder
    let database: CaseDatabase

    init() throws {
        folder = try TemporaryFolder()
        database = try folder.open()
        for round in 0..<4 {
            _ = try database.write {
                try $0.append([Self.event(round)], to: .first, expected: round, actor: .bob, at: .minute(round))
            }
            _ = try database.write {
                try $0.append([Self.event(round)], to: .second, expected: round, actor: .alice, at: .minute(round))
            }
        }
    }

    @Test("an untouched export verifies, for a case, the organisation and the store", arguments: ["C-1", "ORG", "*"])
    func sound(stream: String) throws {
        let stream = try #require(JournalStream(stream))
        let head = try database.head(of: stream)

        let result = JournalVerifier.verify(
            try database.export(stream), expectedHead: head.hash, expectedKey: database.store)

        #expect(
            result
                == JournalVerification(
                    stream: stream, events: head.count, head: head.hash, publicKey: database.store,
                    expectedHeadAt: head.count))
    }

    @Test("a line has one form for ever, and so has its hash")
    func golden() throws {
        let line = JournalLine(
            sequence: 7, stream: .ofCase(.first), version: 3, time: .minute(0), actor: .bob,
            previous: String(repeating: "a", count: 64), previousInStore: String(repeating: "b", count: 64),
            event: Array(#"{"noteAdded":{"text":"x"}}"#.utf8))

        let text = String(decoding: line.bytes(hash: line.hash), as: UTF8.self)

        #expect(
            text
                == #"{"sequence":7,"stream":"C-1","version":3,"time":"2026-03-01T10:00:00.1234567Z","#
                + #""actor":{"account":"root","actingAs":"Bob \"the\" \u0001\u000aBuilder ü"},"#
                + #""previous":"\#(line.previous)","previousInStore":"\#(line.previousInStore)","#
                + #""hash":"c8d2e60e5bba2ec48d6f4d45bddc9d818d480b152a6e800e87104358364a1cdf","event":{"noteAdded":{"text":"x"}}}"#
        )
        let parsed = try #require(JournalLine.parse(Array(text.utf8)[...]))
        #expect(parsed.line == line && parsed.hash == line.hash)
    }

    @Test("a change of any one bit is found")
    func everyBit() throws {
        var bytes = try database.export(.organisation)
        #expect(JournalVerifier.verify(bytes).isSound)

        var missed: [Int] = []
        for bit in 0..<bytes.count * 8 {
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            if JournalVerifier.verify(bytes).isSound { missed.append(bit) }
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
        }

        #expect(missed == [])
    }

    @Test("a change of any byte names the event it is in")
    func everyByteNamed() throws {
        var bytes = try database.export(.ofCase(.first))
        var wrong: [Int] = []
        var line = 1
        for index in bytes.indices {
            let isEnd = bytes[index] == UInt8(ascii: "\n")
            bytes[index] ^= 0x20
            let problem = JournalVerifier.verify(bytes).problems.first
            bytes[index] ^= 0x20
            // The trailer is line 5; a line feed that is gone joins a line with the next one.
            let place = JournalProblem(.unreadable, stream: "C-1", version: line, line: line)
            if problem?.line != line || line < 5 && (problem?.stream, problem?.version) != (place.stream, place.version)
            {
                wrong.append(index)
            }
            if isEnd { line += 1 }
        }

        #expect(wrong == [])
    }

    @Test("a dropped, doubled, moved or foreign event is found and named")
    func lines() throws {
        let lines = try database.export(.ofCase(.first)).split(separator: UInt8(ascii: "\n")).map(Array.init)
        let foreign = try database.export(.ofCase(.second)).split(separator: UInt8(ascii: "\n")).map(Array.init)
        func verify(_ lines: [[UInt8]]) -> JournalProblem? {
            JournalVerifier.verify(lines.flatMap { $0 + [UInt8(ascii: "\n")] }).problems.first
        }
        func problem(_ kind: JournalProblem.Kind, _ version: Int?, _ line: Int, _ stream: String = "C-1")
            -> JournalProblem
        {
            JournalProblem(kind, stream: stream, version: version, line: line)
        }

        #expect(verify([lines[0], lines[2], lines[3], lines[4]]) == problem(.missing, 2, 2))
        #expect(verify([lines[1], lines[2], lines[3], lines[4]]) == problem(.missing, 1, 1))
        #expect(verify([lines[0], lines[1], lines[2], lines[4]]) == problem(.missing, 4, 4))
        #expect(verify([lines[0], lines[1], lines[1], lines[2], lines[3], lines[4]]) == problem(.outOfPlace, 2, 3))
        #expect(verify([lines[0], lines[2], lines[1], lines[3], lines[4]]) == problem(.missing, 2, 2))
        #expect(verify([lines[0], foreign[1], lines[2], lines[3], lines[4]]) == problem(.wrongStream, 2, 2, "C-2"))
        #expect(verify([lines[0], lines[1], lines[2], lines[3], foreign[4]]) == problem(.wrongStream, 1, 1))
        #expect(verify(Array(lines[0..<4])) == problem(.cut, 5, 5))
        #expect(verify([lines[4]]) == problem(.missing, 1, 1))
        #expect(verify(lines + [lines[4]]) == problem(.trailingBytes, nil, 6))
        #expect(verify(lines + [[]]) == problem(.trailingBytes, nil, 6))
        #expect(verify([]) == JournalProblem(.cut, line: 1))
    }

    @Test("a cut anywhere is found")
    func cuts() throws {
        let bytes = try database.export(.ofCase(.first))

        let missed = (0..<bytes.count).filter { JournalVerifier.verify(Array(bytes[..<$0])).isSound }

        #expect(missed == [])
    }

    @Test("an event made anew with a fitting hash breaks the chain behind it, and the signature at the end of it")
    func forged() throws {
        var lines = try database.export(.ofCase(.first)).split(separator: UInt8(ascii: "\n")).map(Array.init)
        func forge(_ index: Int, after previous: String? = nil) throws -> String {
            var (line, _) = try #require(JournalLine.parse(lines[index][...]))
            if let previous {
                line.previous = previous
            } else {
                line.event = Array(#"{"noteAdded":{"text":"!"}}"#.utf8)
            }
            lines[index] = line.bytes(hash: line.hash)
            return line.hash
        }
        func verify() -> JournalProblem? {
            JournalVerifier.verify(lines.flatMap { $0 + [UInt8(ascii: "\n")] }).problems.first
        }

        var hash = try forge(1)
        #expect(verify() == JournalProblem(.brokenLink, stream: "C-1", version: 3, line: 3))
        for index in 2...3 { hash = try forge(index, after: hash) }
        #expect(verify() == JournalProblem(.wrongHead, stream: "C-1", line: 5))

        var trailer = try #require(JournalTrailer.parse(lines[4][...]))
        trailer = JournalTrailer(
            stream: trailer.stream, count: trailer.count, head: hash, bytes: trailer.bytes, sha256: trailer.sha256,
            publicKey: trailer.publicKey, isExercise: false, signature: trailer.signature)
        lines[4] = trailer.line
        #expect(verify()?.kind == .wrongDigest)
    }

    @Test("a head printed earlier must be among the events, and the key must be the expected one")
    func expectations() throws {
        let earlier = try database.events(of: .first)[1].hash
        let bytes = try database.export(.ofCase(.first))
        let other = String(repeating: "0", count: 64)

        #expect(JournalVerifier.verify(bytes, expectedHead: earlier).expectedHeadAt == 2)
        #expect(JournalVerifier.verify(bytes, expectedHead: other).problems.map(\.kind) == [.headNotFound])
        #expect(JournalVerifier.verify(bytes, expectedKey: other).problems.map(\.kind) == [.unexpectedKey])
    }

    @Test("bytes that are no journal are a result, never a trap")
    func garbage() {
        var random = SplitMix(state: 7)
        let texts = [
            "", "\n", "\n\n\n", "{}", "{\"trailer\":", "{\"trailer\":{}}\n", String(repeating: "[", count: 100_000),
        ]
        var files = texts.map { Array($0.utf8) }
        for _ in 0..<200 { files.append((0..<100).map { _ in UInt8.random(in: 0...255, using: &random) }) }

        #expect(files.allSatisfy { !JournalVerifier.verify($0).isSound })
    }

    @Test("a stream without events is not exported")
    func unknown() {
        #expect(throws: StorageError(.notFound, "C-9")) { try database.export(.ofCase(CaseID(number: 9))) }
    }

    private static func event(_ round: Int) -> CaseEvent {
        round == 0 ? .opened(title: "Case") : .noteAdded(text: "note \(round) \"ü\"")
    }
}
