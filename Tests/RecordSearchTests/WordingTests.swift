import Testing
import Vocabulary

@testable import RecordSearch

@Suite("Texts that differ in names and numbers")
struct WordingTests {
    private static let tail = String(repeating: "z", count: 70)

    /// Messages of few wordings, one of many, and words that are longer than what is written down of them.
    private static func batch(_ count: Int) -> RecordBatch {
        var random = Random(8)
        var builder = RecordBatchBuilder()
        let names = ["Message", "Other", "Id"].map { builder.intern(FieldName($0, path: [.element($0)])) }
        for number in 0..<count {
            builder.beginRecord(position: 0, number: 0)
            let name = ["alice", "bob", "user7", "müller"][random.below(4)]
            let messages = [
                "An account was successfully logged on. New logon: \(name) from 10.0.0.\(number)",
                "An account was logged off after \(number) seconds, on request of \(name).",
                "Logged; on 10.0.0.\(number) the account of \(name) was closed by an administrator",
                "on \(number) \(name) logged 7 on successfullyandwithoutanydelay at the console",
            ]
            builder.append(names[0], .utf8, Array(messages[random.below(4)].utf8))
            let letters = String((0..<6).map { _ in random.pick(Array("abcdefgh")) })
            builder.append(
                names[1], .utf8,
                Array("text of its own \(letters) that is logged on and on \(letters)\(Self.tail)q".utf8))
            builder.append(names[2], .utf8, Array("{0A1B2C3D-ABCD-\(number)F-DEAF-0A1B2C3D4E5F} x".utf8))
            builder.endRecord()
        }
        return builder.finish()
    }

    @Test(
        "are found as if each was looked at",
        arguments: [
            #"message:"logged on""#, #""logged on""#, #"message:"logged on and""#, #""account was logged""#,
            #""of alice""#,
            #""logon: bob from""#, #""from 10""#, #""of its own""#, #""successfullyandwithoutanydelay at""#,
            #""on müller""#,
            #""7 on""#, #""on successfullyandwithout""#, #""was closed" -"was successfully""#, "*ullyandwith*", "*abc*",
            "*zzzq", "*zzz?", "*deaf*", "*ü*", "/.*logged; on.*/", "/bob from/", "on", "*x*",
        ])
    func found(text: String) throws {
        let batch = Self.batch(400)
        var builder = SegmentBuilder(seed: 77)
        _ = builder.add(batch, from: 0, of: IndexedFile(try #require(SampleRecords.evidence)), defaultHost: nil)
        var draft = builder.takeDraft()
        let bytes = draft?.finish(firstRecords: [0])
        let segment = try Segment(ByteRegion(copying: try #require(bytes)), identity: \.sealed)
        // Records without a time keep their order.
        let set = try segment.records(matching: Query(text))

        #expect((0..<400).filter(set.contains) == PlainScan(batch: batch).records(try Query(text)))
    }

    @Test("have a number where few wordings stand for many values, and none where each has its own")
    func fields() throws {
        var builder = SegmentBuilder(seed: 77)
        _ = builder.add(
            Self.batch(400), from: 0, of: IndexedFile(try #require(SampleRecords.evidence)), defaultHost: nil)
        var draft = builder.takeDraft()
        let bytes = draft?.finish(firstRecords: [0])
        let segment = try Segment(ByteRegion(copying: try #require(bytes)), identity: \.sealed)
        let names = try segment.read { reader throws(SegmentDamage) in
            var names: [String] = []
            for field in try reader.wordingFields() {
                for number in 0..<reader.fieldCount where try reader.values(ofField: number) == field.values {
                    names.append(try reader.name(ofField: number))
                }
            }
            return names
        }

        #expect(names == ["Id", "Message"])
    }

    @Test("a segment of another version is told, and not read")
    func version() throws {
        var builder = SegmentBuilder(seed: 1)
        _ = builder.add(
            Self.batch(3), from: 0, of: IndexedFile(try #require(SampleRecords.evidence)), defaultHost: nil)
        var draft = builder.takeDraft()
        let whole = draft?.finish(firstRecords: [0])
        var bytes = try #require(whole)
        bytes[8] = 1

        #expect(throws: SegmentDamage("it was made by another version")) {
            try Segment(ByteRegion(copying: bytes), identity: \.sealed)
        }
    }
}
