import Yams

/// Splits a rule file into its YAML documents and reads each by itself, so that a damaged one spoils no other.
enum SigmaDocuments {
    /// Reads every document; empty ones are left out.
    static func read(_ source: RuleSource) -> [Result<SigmaNode, RuleFault>] {
        guard source.text.utf8.count <= DetectionLimits.ruleFileBytes else {
            return [.failure(RuleFault(place: .init(line: 1, column: 1), message: "the file is too long for rules"))]
        }
        var text = source.text
        if let documents = text.withUTF8(readPlainly) { return documents }
        return split(text).compactMap { part in compose(part.text, firstLine: part.firstLine) }
    }

    /// Reads a file in which only line feeds end lines, as nearly all are; nil for any other.
    ///
    /// Documents in the style of nearly all rules are read by ``BlockStyleReader``, others by Yams.
    private static func readPlainly(_ bytes: UnsafeBufferPointer<UInt8>) -> [Result<SigmaNode, RuleFault>]? {
        guard BlockStyleReader.isOrdinary(bytes) else { return nil }
        var documents: [Result<SigmaNode, RuleFault>] = []
        for part in parts(of: bytes) {
            if let node = BlockStyleReader.read(bytes, in: part.range, firstLine: part.firstLine) {
                documents.append(.success(node))
            } else {
                // Behind the last line feed of a document begins the next one.
                let text = String(decoding: bytes[part.range], as: UTF8.self)
                if let document = compose(text, firstLine: part.firstLine) { documents.append(document) }
            }
        }
        return documents
    }

    /// The documents of a file as ``split(_:)`` has them, without the line feed before the next one.
    private static func parts(of bytes: UnsafeBufferPointer<UInt8>) -> [(range: Range<Int>, firstLine: Int)] {
        var parts: [(range: Range<Int>, firstLine: Int)] = []
        var (start, firstLine) = (0, 1)
        var (lineStart, line) = (0, 1)
        while lineStart < bytes.count {
            if lineStart > start, isMarker(bytes[lineStart...]) {
                parts.append((start..<lineStart - 1, firstLine))
                (start, firstLine) = (lineStart, line)
            }
            guard let end = bytes[lineStart...].firstIndex(of: UInt8(ascii: "\n")) else { break }
            (lineStart, line) = (end + 1, line + 1)
        }
        parts.append((start..<bytes.count, firstLine))
        return parts
    }

    private static func isMarker(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        guard line.starts(with: "---".utf8) else { return false }
        let behind = line.dropFirst(3).first
        return behind == nil || behind == UInt8(ascii: "\n") || behind == UInt8(ascii: " ")
    }

    /// A line of three dashes begins a document wherever it stands (YAML 1.2.2, 9.1.2), even inside a scalar.
    private static func split(_ text: String) -> [(text: String, firstLine: Int)] {
        var parts: [(text: String, firstLine: Int)] = []
        var lines: [Substring] = []
        var firstLine = 1
        // "\r\n" is one Character, so lines are cut by what ends a line, not by one scalar.
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let line = withoutMark(line, isFirst: index == 0)
            if line == "---" || line.hasPrefix("--- ") || line.hasPrefix("---\t") {
                parts.append((lines.joined(separator: "\n"), firstLine))
                lines = []
                firstLine = index + 1
            }
            lines.append(line)
        }
        parts.append((lines.joined(separator: "\n"), firstLine))
        return parts
    }

    /// A byte order mark may stand before each document (YAML 1.2.2, 5.2); anywhere else it is text.
    private static func withoutMark(_ line: Substring, isFirst: Bool) -> Substring {
        guard line.unicodeScalars.first == "\u{FEFF}" else { return line }
        let rest = Substring(line.unicodeScalars.dropFirst())
        return isFirst || rest.hasPrefix("---") ? rest : line
    }

    /// Reads a document with Yams; nil for an empty one.
    static func compose(_ text: String, firstLine: Int) -> Result<SigmaNode, RuleFault>? {
        do throws(RuleFault) {
            return try node(of: text, firstLine: firstLine).map { .success($0) }
        } catch {
            return .failure(error)
        }
    }

    private static func node(of text: String, firstLine: Int) throws(RuleFault) -> SigmaNode? {
        let start = SourcePlace(line: firstLine, column: 1)
        let node: Node?
        do {
            // Types are told apart below: Yams follows YAML 1.1, and at some cost.
            node = try Yams.compose(yaml: text, .basic)
        } catch let error as YamlError {
            throw fault(error, firstLine: firstLine)
        } catch {
            throw RuleFault(place: start, message: "not YAML")
        }
        guard let node else { return nil }
        var left = DetectionLimits.nodesPerDocument
        let read = try convert(node, inside: start, firstLine: firstLine, left: &left)
        if case .null = read.content { return nil }
        return read
    }

    private static func convert(
        _ node: Node, inside parent: SourcePlace, firstLine: Int, left: inout Int
    ) throws(RuleFault) -> SigmaNode {
        let place = node.mark.map { SourcePlace(line: firstLine + $0.line - 1, column: $0.column) } ?? parent
        left -= 1
        guard left > 0 else { throw RuleFault(place: place, message: "the document has too many values") }
        switch node {
        case .scalar(let scalar):
            let content = scalar.style == .plain ? plain(scalar.string) : .text
            return SigmaNode(place: place, content: content, text: scalar.string)
        case .sequence(let sequence):
            var items: [SigmaNode] = []
            for item in sequence {
                items.append(try convert(item, inside: place, firstLine: firstLine, left: &left))
            }
            return SigmaNode(place: place, content: .list(items), text: "")
        case .mapping(let mapping):
            var pairs: [(key: SigmaNode, value: SigmaNode)] = []
            var merged: [SigmaNode] = []
            for (key, value) in mapping {
                let readKey = try convert(key, inside: place, firstLine: firstLine, left: &left)
                let readValue = try convert(value, inside: readKey.place, firstLine: firstLine, left: &left)
                if key.scalar?.style == .plain, readKey.text == "<<" {
                    merged += readValue.items ?? [readValue]
                } else {
                    pairs.append((readKey, readValue))
                }
            }
            try merge(merged, into: &pairs)
            return SigmaNode(place: place, content: .map(pairs), text: "")
        case .alias:
            throw RuleFault(place: place, message: "the alias names no anchor")
        }
    }

    /// Adds the keys of other maps that are not there yet (the merge key `<<` of YAML 1.1, which rule authors use still).
    ///
    /// What is added has been counted against the document's limit where it was read.
    private static func merge(
        _ others: [SigmaNode], into pairs: inout [(key: SigmaNode, value: SigmaNode)]
    ) throws(RuleFault) {
        guard !others.isEmpty else { return }
        var keys = Set(pairs.map(\.key.text))
        for other in others {
            guard let added = other.pairs else { throw RuleFault(place: other.place, message: "'<<' takes maps") }
            for pair in added where keys.insert(pair.key.text).inserted { pairs.append(pair) }
        }
    }

    /// The type of an unquoted scalar, as the YAML 1.2 core schema has it: `yes` and `on` are words.
    static func plain(_ text: String) -> SigmaNode.Content {
        // Most are words that begin with none of these.
        guard let first = text.utf8.first, first < 0x41 || "~nNtTfF".utf8.contains(first) else {
            return text.isEmpty ? .null : .text
        }
        switch text {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE": return .bool(true)
        case "false", "False", "FALSE": return .bool(false)
        default: break
        }
        if text.hasPrefix("0x"), text.utf8.dropFirst(2).first.map({ $0 != 0x2B && $0 != 0x2D }) == true {
            if let number = Int64(text.dropFirst(2), radix: 16) { return .integer(number) }
            if let number = UInt64(text.dropFirst(2), radix: 16) { return .decimal(Double(number)) }
        }
        if text.hasPrefix("0o"), let number = Int64(text.dropFirst(2), radix: 8) { return .integer(number) }
        if let number = Int64(text) { return .integer(number) }
        let digits = text.utf8.allSatisfy { ("0"..."9").contains(Unicode.Scalar($0)) || "+-.eE".utf8.contains($0) }
        if digits, let number = Double(text) { return .decimal(number) }
        return .text
    }

    private static func fault(_ error: YamlError, firstLine: Int) -> RuleFault {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return RuleFault(
                place: .init(line: firstLine + mark.line - 1, column: mark.column), message: "not YAML: \(problem)")
        case .duplicatedKeysInMapping(let duplicates, let context):
            let keys = duplicates.sorted().joined(separator: ", ")
            return RuleFault(
                place: .init(line: firstLine + context.mark.line - 1, column: context.mark.column),
                message: "not YAML: the key \(keys) stands twice in one map")
        default:
            return RuleFault(place: .init(line: firstLine, column: 1), message: "not YAML: unreadable characters")
        }
    }
}
