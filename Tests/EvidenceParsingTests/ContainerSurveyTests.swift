import Testing

@testable import EvidenceParsing

@Suite("Who had the files of a container")
struct ContainerSurveyTests {
    private static func entry(_ name: String, _ text: String = "x") -> [UInt8] {
        ContainerSamples.tarEntry(name, Array(text.utf8))
    }

    private func host(
        of path: String, _ format: ContainerFormat, _ bytes: [UInt8], called name: String = "all.tar.gz"
    ) throws -> String? {
        let room = MemoryRoom()
        room.append(bytes)
        return ContainerSurvey.hosts(in: format, name: name, source: room).statement(for: path)?.host
    }

    private static let collection = ContainerSamples.tar([
        entry("in/uploads/auto/var/log/a.log"), entry("kape/WS5/C/Windows/x"), entry("kape/WS5/C/Users/y"),
        entry("in/client_info.json", #"{"Hostname":"web1"}"#), entry("other/b.log"),
    ])

    @Test(
        "a note names the computer of what stands before it, and a folder with a drive that of its files",
        arguments: [
            ("in/uploads/auto/var/log/a.log", "web1"), ("kape/WS5/C/Windows/x", "WS5"), ("kape/WS5/D/z.log", "WS5"),
            ("other/b.log", nil), ("Collection-ws7-2026-03-01T10_00_00Z.zip!/results/a.json", "ws7"),
        ])
    func notes(path: String, expected: String?) throws {
        let packed = ContainerSamples.gzip(Self.collection)
        #expect(try host(of: path, .tar, Self.collection) == expected)
        #expect(try host(of: "all.tar!/" + path, .gzip, packed) == expected)
    }

    @Test("a container that says nothing, or is no collection, names nobody", arguments: ContainerFormat.allCases)
    func silent(format: ContainerFormat) throws {
        #expect(try host(of: "a", format, ContainerSamples.any(format)) == nil)
    }

    @Test("a collection without a folder above its drives is that of the computer that its container is called by")
    func drivesAtTop() throws {
        let tar = ContainerSamples.tar([Self.entry("C/Windows/x"), Self.entry("C/inetpub/logs/a.log")])
        #expect(try host(of: "C/inetpub/logs/a.log", .tar, tar, called: "in/WS12.tar") == "WS12")
        let path = "WS12.tar!/C/inetpub/logs/a.log"
        #expect(try host(of: path, .gzip, ContainerSamples.gzip(tar), called: "in/WS12.tar.gz") == "WS12")
    }

    @Test("a container inside of a container that says nothing is known by its name")
    func namedInside() throws {
        let tar = ContainerSamples.tar([Self.entry("Collection-ws7-2026-03-01T10_00_00Z.zip")])
        let path = "Collection-ws7-2026-03-01T10_00_00Z.zip!/uploads/a.log"
        #expect(try host(of: path, .tar, tar) == "ws7")
        #expect(try host(of: "x/uac-web1-linux-20260301101500.tar!/a.log", .tar, tar) == "web1")
    }

    @Test(
        "a zip inside of another is looked over for whose it is, if that is asked for",
        arguments: [
            ("2026-03-01T101500_WS24.zip", ["C/Windows/a.txt", "C/inetpub/u.log"], "WS24"),
            ("Collection-WS22-2026-03-01T10_00_00Z.zip", ["uploads/a.log", "b.log"], nil),
            ("some.zip", ["uploads/a.log", "client_info.json"], "ws14"), ("some.zip", ["a.log", "b.log"], nil),
        ])
    func zipInside(name: String, files: [String], expected: String?) throws {
        let zip = ContainerSamples.storedZip(files.map { ($0, Array(#"{"Hostname":"ws14"}"#.utf8)) })
        let room = MemoryRoom()
        room.append(ContainerSamples.storedZip([("x/" + name, zip)]))
        for asks in [true, false] {
            let reader = ContainerReader(.zip, name: "outer.zip", source: room, namesHosts: asks) { MemoryRoom() }
            var hosts: [String?] = []
            while case .entry(let entry) = try reader.next() {
                hosts.append(entry.owner?.host)
                while try !reader.read().isEmpty {}
            }
            #expect(hosts == files.map { _ in asks ? expected : nil })
        }
    }

    @Test("a container that ends anywhere says what was read until then")
    func cut() throws {
        let packed = ContainerSamples.gzip(Self.collection)
        for count in stride(from: 0, to: packed.count, by: 13) {
            let named = try host(of: "all.tar!/kape/WS5/C/Users/y", .gzip, Array(packed[..<count]))
            #expect(named == nil || named == "WS5")
        }
    }

    @Test("a note is read to its limit, and no further")
    func longNote() throws {
        let note = #"{"Hostname":"web1"}"# + String(repeating: " ", count: CollectionHosts.noteLength * 4)
        let tar = ContainerSamples.tar([Self.entry("client_info.json", note), Self.entry("a.log")])
        #expect(try host(of: "a.log", .tar, tar) == "web1")
    }
}
