import Foundation
import Testing
import Vocabulary

@testable import Storage

@Suite("The files of the record index")
struct RecordIndexTests {
    let folder: TemporaryFolder
    let index: RecordIndex
    let file: IndexedFile

    init() throws {
        folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.home, withIntermediateDirectories: true)
        index = RecordIndex(home: folder.home)
        let sealed = try ContentHash.of([1], "a file")
        file = IndexedFile(sealed)
    }

    private func segmentFiles() throws -> Set<String> {
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.home)
        return Set(
            names.filter { $0.hasSuffix(".segment") }.compactMap { $0.split(separator: "/").last.map(String.init) })
    }

    @Test("segments are listed together; those that a run had not listed when it ended are as good as never made")
    func listing() throws {
        do {
            let writer = try index.writer(of: .first)
            try writer.add([1, 2, 3], records: [file: 2])
            try writer.add([4, 5], records: [file: 1])
            #expect(index.manifest(of: .first).segments.isEmpty)
            #expect(try segmentFiles().count == 2)
            writer.end(file, id: file.sealed, records: 3)
            try writer.save()
            #expect(index.manifest(of: .first) == writer.manifest)
            try writer.add([6], records: [IndexedFile(file.sealed, entry: 1): 1])
        }
        #expect(try segmentFiles().count == 3)

        let writer = try index.writer(of: .first)

        #expect(writer.manifest.segments.map(\.records) == [[file: 2], [file: 1]])
        #expect(writer.manifest.wholeSealed == [file.sealed])
        #expect(try segmentFiles() == Set(writer.manifest.segments.map(\.name)))
    }

    @Test("one in the place of several is listed at once, and they are gone")
    func replacing() throws {
        let writer = try index.writer(of: .first)
        try writer.add([1], records: [file: 2])
        try writer.add([2], records: [file: 1])

        try writer.replace(writer.manifest.segments, by: [3, 3])

        let listed = index.manifest(of: .first).segments
        #expect(listed.map(\.records) == [[file: 3]])
        #expect(try segmentFiles() == Set(listed.map(\.name)))
    }

    @Test("a long run lists what it has from time to time")
    func longRun() throws {
        let writer = try index.writer(of: .first)
        let large = [UInt8](repeating: 7, count: 40 << 20)
        try writer.add(large, records: [file: 1])
        #expect(index.manifest(of: .first).segments.isEmpty)
        try writer.add(large, records: [file: 1])
        #expect(index.manifest(of: .first).segments.count == 2)
    }
}
