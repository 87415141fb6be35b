/// The output of `sha256sum`: `<64 hexadecimal digits>`, a space, a space or `*`, the path; a leading `\` says that the
/// path is written with `\\`, `\n` and `\r` for backslash, newline and carriage return (GNU coreutils manual, 6.4).
package enum ChecksumManifest {
    /// What is wrong with a line; lines count from 1.
    package struct Problem: Error, Hashable, Sendable {
        package let line: Int
        package let text: String
    }

    /// Longest line in bytes: twice the longest path that Linux opens (4,096), every byte of it escaped.
    package static let longestLine = 64 + 3 + 2 * 4096
    /// Most entries: a large server has about a million files.
    package static let mostEntries = 4_000_000

    /// The hash of each path. Empty lines are passed over.
    package static func read(_ bytes: [UInt8]) throws(Problem) -> [String: String] {
        var entries: [String: String] = [:]
        var start = 0
        var number = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            number += 1
            let line = bytes[start..<end]
            start = end + 1
            if line.isEmpty { continue }
            guard line.count <= longestLine else {
                throw Problem(line: number, text: "longer than \(longestLine) bytes")
            }
            guard entries.count < mostEntries else {
                throw Problem(line: number, text: "more than \(mostEntries) entries")
            }
            guard let (path, hash) = entry(line) else {
                throw Problem(line: number, text: "not 64 hexadecimal digits, two characters and a path")
            }
            if let other = entries.updateValue(hash, forKey: path), other != hash {
                throw Problem(line: number, text: "a second, different hash of one path")
            }
        }
        return entries
    }

    private static func entry(_ line: ArraySlice<UInt8>) -> (path: String, hash: String)? {
        var line = line
        let isEscaped = line.first == UInt8(ascii: "\\")
        if isEscaped { line = line.dropFirst() }
        guard line.count > 66, let hash = hash(line.prefix(64)) else { return nil }
        let rest = line.dropFirst(64)
        guard rest.first == UInt8(ascii: " "), let mode = rest.dropFirst().first,
            mode == UInt8(ascii: " ") || mode == UInt8(ascii: "*")
        else { return nil }
        let path = rest.dropFirst(2)
        guard isEscaped else { return (String(decoding: path, as: UTF8.self), hash) }
        guard let plain = unescaped(path) else { return nil }
        return (String(decoding: plain, as: UTF8.self), hash)
    }

    /// The digits in lower case; nil where one is none.
    private static func hash(_ digits: ArraySlice<UInt8>) -> String? {
        var lower: [UInt8] = []
        lower.reserveCapacity(64)
        for digit in digits {
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): lower.append(digit)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): lower.append(digit + 32)
            default: return nil
            }
        }
        return String(decoding: lower, as: UTF8.self)
    }

    private static func unescaped(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
        var plain: [UInt8] = []
        var isEscape = false
        for byte in bytes {
            if isEscape {
                switch byte {
                case UInt8(ascii: "n"): plain.append(UInt8(ascii: "\n"))
                case UInt8(ascii: "r"): plain.append(UInt8(ascii: "\r"))
                case UInt8(ascii: "\\"): plain.append(byte)
                default: return nil
                }
                isEscape = false
            } else if byte == UInt8(ascii: "\\") {
                isEscape = true
            } else {
                plain.append(byte)
            }
        }
        return isEscape ? nil : plain
    }
}
