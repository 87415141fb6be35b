/// Patterns of STIX 2.1 (part 9) that are values joined by `OR`; any other is left to a person.
enum STIXPattern {
    struct Comparison: Equatable {
        let kind: IndicatorKind
        let value: String
    }

    struct Fault: Error {
        let words: String
    }

    private enum Token: Equatable {
        case open, close, groupOpen, groupClose, comma
        case word(String)
        case text(String)
    }

    /// `[file:hashes.MD5 = '…' OR domain-name:value IN ('…', '…')] OR [url:value = '…']`
    static func comparisons(in pattern: String) throws(Fault) -> [Comparison] {
        let tokens = try tokens(of: pattern)
        var comparisons: [Comparison] = []
        var place = 0
        var depth = 0
        func next() -> Token? { place < tokens.count ? tokens[place] : nil }
        while let token = next() {
            place += 1
            switch token {
            case .open, .groupOpen: depth += 1
            case .close, .groupClose: depth -= 1
            case .word(let word) where word.uppercased() == "OR": continue
            case .word(let word) where word.contains(":"):
                let path = word
                guard case .word(let sign)? = next() else { throw Fault(words: "the pattern cannot be read") }
                place += 1
                guard ["=", "IN", "ISSUBSET"].contains(sign.uppercased()) else {
                    throw Fault(words: "a pattern with \(sign.prefix(20)) is more than values")
                }
                let kind = try kind(of: path)
                var values: [String] = []
                if case .groupOpen? = next(), sign.uppercased() == "IN" {
                    place += 1
                    while let token = next(), token != .groupClose {
                        if case .text(let value) = token { values.append(value) }
                        place += 1
                    }
                    place += 1
                } else if case .text(let value)? = next() {
                    values = [value]
                    place += 1
                }
                guard !values.isEmpty else { throw Fault(words: "the pattern compares with something else than text") }
                comparisons += values.map { Comparison(kind: kind, value: $0) }
            case .word(let word): throw Fault(words: "a pattern with \(word.prefix(20)) is more than values")
            case .text, .comma: throw Fault(words: "the pattern cannot be read")
            }
        }
        guard depth == 0, !comparisons.isEmpty else { throw Fault(words: "the pattern cannot be read") }
        return comparisons
    }

    private static func tokens(of pattern: String) throws(Fault) -> [Token] {
        var tokens: [Token] = []
        let scalars = Array(pattern.unicodeScalars)
        var place = 0
        while place < scalars.count {
            let scalar = scalars[place]
            place += 1
            switch scalar {
            case "[": tokens.append(.open)
            case "]": tokens.append(.close)
            case "(": tokens.append(.groupOpen)
            case ")": tokens.append(.groupClose)
            case ",": tokens.append(.comma)
            case " ", "\t", "\n", "\r": continue
            case "'": tokens.append(.text(try text(scalars, &place)))
            case "=": tokens.append(.word("="))
            default:
                var word = String.UnicodeScalarView([scalar])
                while place < scalars.count, !" \t\n\r=()[],<>!".unicodeScalars.contains(scalars[place]) {
                    // A step of a path in quotes: hashes.'SHA-256'.
                    if scalars[place] == "'" {
                        place += 1
                        word.append(contentsOf: try text(scalars, &place).unicodeScalars)
                    } else {
                        word.append(scalars[place])
                        place += 1
                    }
                }
                tokens.append(.word(String(word)))
            }
        }
        return tokens
    }

    /// What stands up to the next quote.
    private static func text(_ scalars: [Unicode.Scalar], _ place: inout Int) throws(Fault) -> String {
        var text = String.UnicodeScalarView()
        while place < scalars.count, scalars[place] != "'" {
            if scalars[place] == "\\", place + 1 < scalars.count { place += 1 }
            text.append(scalars[place])
            place += 1
        }
        guard place < scalars.count else { throw Fault(words: "a text of the pattern has no end") }
        place += 1
        return String(text)
    }

    private static func kind(of path: String) throws(Fault) -> IndicatorKind {
        let path = path.lowercased()
        if let kind = kinds[path] { return kind }
        let parts = path.split(separator: ":", maxSplits: 1)
        if parts.count == 2, parts[1].hasPrefix("hashes."), let digest = parts[1].split(separator: ".").last,
            let kind = IndicatorKind(named: digest.utf8), kind.isHexadecimal
        {
            return parts[0] == "x509-certificate" ? .certificate : kind
        }
        throw Fault(words: "a pattern on \(path.prefix(60)) is not looked for")
    }

    private static let kinds: [String: IndicatorKind] = [
        "file:name": .fileName, "process:name": .fileName, "process:image_ref.name": .fileName,
        "file:parent_directory_ref.path": .filePath, "directory:path": .filePath, "file:x_path": .filePath,
        "domain-name:value": .domain, "hostname:value": .domain, "ipv4-addr:value": .address,
        "ipv6-addr:value": .address, "network-traffic:dst_ref.value": .address,
        "network-traffic:src_ref.value": .address, "url:value": .url, "email-addr:value": .email,
        "email-message:from_ref.value": .email, "email-message:sender_ref.value": .email, "mutex:name": .mutex,
        "user-account:account_login": .account, "user-account:user_id": .account,
        "user-account:display_name": .account, "windows-registry-key:key": .registryKey,
        "process:extensions.windows-service-ext.service_name": .service,
        "network-traffic:extensions.http-request-ext.request_header.user-agent": .userAgent,
    ]
}
