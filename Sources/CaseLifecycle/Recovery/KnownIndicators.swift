import Vocabulary

/// What the case knows to be the intruder's: names and hashes of programs, and addresses.
package struct KnownIndicators: Hashable, Sendable {
    private let names: Set<String>
    private let hashes: Set<String>
    private let addresses: [String]

    package init(_ incident: Case) {
        names = Set(incident.scope.tools.map { Self.lastName($0.name) })
        hashes = Set(incident.scope.tools.flatMap(Self.hashes))
        addresses = incident.commandChannels.map { $0.address.lowercased() }
    }

    package var count: Int { names.count + hashes.count + addresses.count }

    /// Whether a key (a path, a task, a port) or its value (a hash, a command) is one of them.
    package func know(_ key: String, _ value: String?) -> Bool {
        if names.contains(Self.lastName(key)) { return true }
        if let value, hashes.contains(value.lowercased()) { return true }
        if addresses.isEmpty { return false }
        let texts = [key.lowercased(), value?.lowercased() ?? ""]
        return addresses.contains { address in texts.contains { Self.names(address, in: $0) } }
    }

    /// The first entries of a snapshot that are known, as `kind key`; the search stops after ``keptHits``.
    package func hits(in snapshot: SystemSnapshot) -> [String] {
        var hits: [String] = []
        for (kind, entries) in snapshot.kinds.sorted(by: { $0.key < $1.key }) {
            for (key, value) in entries where know(key, value) {
                hits.append("\(kind.rawValue) \(key)")
                if hits.count == Self.keptHits { return hits.sorted() }
            }
        }
        return hits.sorted()
    }

    static let keptHits = 100

    /// The hashes of a program, in lower case, without the name of their kind.
    static func hashes(of tool: ToolSighting) -> [String] {
        tool.hashes.map { String($0.split(separator: "=").last ?? "").lowercased() }
    }

    /// The last part of a path of Windows or POSIX, in lower case.
    private static func lastName(_ path: String) -> String {
        String(path.lowercased().split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? "")
    }

    /// Whether a text holds the address as a whole: `10.0.0.1` is not named by `10.0.0.17`.
    private static func names(_ address: String, in text: String) -> Bool {
        guard !address.isEmpty, text.utf8.count >= address.utf8.count else { return false }
        let text = Array(text.utf8)
        let word = Array(address.utf8)
        var start = 0
        while start + word.count <= text.count {
            if text[start..<start + word.count].elementsEqual(word) {
                let isBegun = start == 0 || !isPart(text[start - 1])
                let end = start + word.count
                if isBegun, end == text.count || !isPart(text[end]) { return true }
            }
            start += 1
        }
        return false
    }

    private static func isPart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
        default: false
        }
    }
}
