/// A value of a list made ready to be looked for.
struct IndicatorShape: Equatable {
    let kind: IndicatorKind
    /// As ``IndicatorSet`` keeps it: digests as bytes, addresses as ``AddressKey``, text case-folded.
    let stored: [UInt8]
    /// An address or network as the list has it, for people; empty for other kinds.
    var spelling: [UInt8] = []

    /// Why a value is not looked for, for people.
    struct Refusal: Error {
        let words: String
        init(_ words: String) { self.words = words }
    }

    /// Reads a value, whose kind is told by its shape where nothing else says it.
    init(_ value: some Collection<UInt8>, as kind: IndicatorKind? = nil) throws(Refusal) {
        let trimmed = Self.trimmed(value)
        // Most of long lists are digests.
        if let plain = Self.plainDigest(trimmed, kind) {
            try Self.check(plain.stored)
            self = plain
            return
        }
        var text = Refanging.refanged(trimmed)
        guard !text.isEmpty else { throw Refusal("there is no value") }
        guard text.count <= IndicatorLimits.valueBytes else {
            throw Refusal("a value has at most \(IndicatorLimits.valueBytes) bytes")
        }
        guard text.allSatisfy({ $0 < 0x80 }) || String(validating: text, as: UTF8.self) != nil else {
            throw Refusal("the value is not UTF-8")
        }
        guard text.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { throw Refusal("the value has control characters") }
        var kind = kind
        if kind == nil || kind == .network || kind == .address, let end = Self.endOfPort(text) {
            text.removeSubrange(end...)
        }
        if kind == nil { kind = Self.kind(of: text) }
        guard let kind else { throw Refusal("what it names cannot be told from its shape: say the kind") }
        if kind.isHexadecimal {
            self.init(kind, stored: try Self.digest(text, kind))
        } else {
            switch kind {
            case .address, .network: self = try Self.address(text)
            case .domain: self.init(.domain, stored: try Self.domain(text))
            case .url: self.init(.url, stored: try Self.url(text))
            case .email: self.init(.email, stored: try Self.email(text))
            case .sshKey: self = try Self.sshKey(text)
            case .fileName, .filePath: self = try Self.file(text)
            case .registryKey: self.init(.registryKey, stored: try Self.registryKey(text))
            case .userAgent: self.init(.userAgent, stored: try Self.name(text))
            default: self.init(kind, stored: try Self.name(Self.folded(text)))
            }
        }
    }

    private init(_ kind: IndicatorKind, stored: [UInt8], spelling: [UInt8] = []) {
        self.kind = kind
        self.stored = stored
        self.spelling = spelling
    }

    /// Without blanks and quotes around it.
    static func trimmed(_ value: some Collection<UInt8>) -> [UInt8] {
        var text = Array(value)[...]
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
        while let first = text.first, isBlank(first) { text.removeFirst() }
        while let last = text.last, isBlank(last) { text.removeLast() }
        if text.count > 1, let quote = text.first, quote == 0x22 || quote == 0x27, text.last == quote {
            text = text.dropFirst().dropLast()
        }
        return Array(text)
    }

    // MARK: Kinds by shape

    private static func plainDigest(_ text: [UInt8], _ kind: IndicatorKind?) -> IndicatorShape? {
        let usual: IndicatorKind
        switch text.count {
        case 32: usual = .md5
        case 40: usual = .sha1
        case 64: usual = .sha256
        case 128: usual = .sha512
        default: return nil
        }
        let kind = kind ?? usual
        guard kind == usual || kind.hexLengths.contains(text.count) else { return nil }
        return pairs(text).map { IndicatorShape(kind, stored: $0) }
    }

    /// Case-folded.
    private static func folded(_ text: [UInt8]) -> [UInt8] {
        text.allSatisfy { $0 < 0x80 }
            ? text.map(CaseFolding.ascii) : CaseFolding.bytes(String(decoding: text, as: UTF8.self))
    }

    private static func kind(of text: [UInt8]) -> IndicatorKind? {
        if let digits = hexadecimal(text) {
            switch digits.count {
            case 16, 20, 32: return .certificate
            default: break
            }
        }
        let folded = text.map(CaseFolding.ascii)
        if folded.starts(with: "sha256:".utf8) { return .sshKey }
        if folded.starts(with: "md5:".utf8) { return .certificate }
        if isAddress(text) { return .address }
        if isURL(folded) { return .url }
        if RegistryRoot.split(folded).root != .unsaid { return .registryKey }
        let hasBlank = folded.contains(0x20)
        if let at = folded.lastIndex(of: UInt8(ascii: "@")), !hasBlank, at > 0, folded[(at + 1)...].contains(0x2E),
            !folded.contains(UInt8(ascii: "/"))
        {
            return .email
        }
        if folded.contains(UInt8(ascii: "\\")) || folded.starts(with: "/".utf8) || folded.starts(with: "~/".utf8) {
            return .filePath
        }
        if let slash = folded.firstIndex(of: UInt8(ascii: "/")) {
            if folded.starts(with: "//".utf8) { return nil }
            let host = folded[..<slash]
            if isHostName(host) || IPAddress(host.prefix { $0 != UInt8(ascii: ":") }) != nil { return .url }
            return slash > 1 && folded[1] == UInt8(ascii: ":") ? .filePath : nil
        }
        guard let dot = folded.lastIndex(of: UInt8(ascii: ".")) else { return nil }
        if Self.fileSuffixes.contains(String(decoding: folded[(dot + 1)...], as: UTF8.self)) { return .fileName }
        // Feeds write `*.evil.com`, `.evil.com` and `evil.com.` for a domain and all below it.
        var name = folded[...]
        if name.starts(with: "*.".utf8) { name = name.dropFirst() }
        if name.first == UInt8(ascii: ".") { name = name.dropFirst() }
        if name.last == UInt8(ascii: ".") { name = name.dropLast() }
        return isHostName(name) ? .domain : nil
    }

    /// Ends of file names that are no ends of host names.
    private static let fileSuffixes: Set<String> = [
        "exe", "dll", "ps1", "psm1", "bat", "cmd", "vbs", "vbe", "js", "jse", "wsf", "hta", "scr", "cpl", "sys", "drv",
        "msi", "msp", "lnk", "doc", "docx", "docm", "dotm", "xls", "xlsx", "xlsm", "xlsb", "ppt", "pptx", "pptm", "rtf",
        "pdf", "rar", "7z", "iso", "img", "vhd", "vhdx", "jar", "class", "php", "asp", "aspx", "jsp", "jspx", "elf",
        "bin", "dat", "tmp", "txt", "log", "csv", "xml", "json", "ini", "conf", "cfg", "dmp", "chm", "ocx", "one",
        "url",
        "gz", "tgz", "xz", "bz2", "cab", "deb", "rpm", "apk", "dmg", "pkg", "plist", "ko", "kirbi", "reg", "inf",
        "html",
        "htm", "jpg", "jpeg", "png", "gif", "svg", "sct", "xsl", "ade", "mdb", "pif", "ps",
    ]

    /// Whether it has the form of an address or a network, which may be one that is not looked for.
    private static func isAddress(_ text: [UInt8]) -> Bool {
        guard let first = text.first, ByteClasses.digit(first) != nil || first == 0x3A || first == 0x5B else {
            return false
        }
        let parts = text.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count <= 2, IPAddress(parts[0].filter { $0 != 0x5B && $0 != 0x5D }) != nil else { return false }
        return parts.count == 1 || (1...3).contains(parts[1].count) && parts[1].allSatisfy { $0 &- 0x30 < 10 }
    }

    private static func isURL(_ folded: [UInt8]) -> Bool {
        guard let colon = folded.firstIndex(of: UInt8(ascii: ":")), colon > 0 else { return false }
        return folded[colon...].starts(with: "://".utf8)
            && folded[..<colon].allSatisfy { $0 &- 0x61 < 26 || $0 &- 0x30 < 10 }
    }

    private static func isHostName(_ text: some Collection<UInt8>) -> Bool {
        let labels = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard labels.count > 1, text.count <= 253, let last = labels.last, last.count > 1 else { return false }
        guard last.allSatisfy({ $0 >= 0x80 || $0 &- 0x61 < 26 }) || last.starts(with: "xn--".utf8) else { return false }
        return labels.allSatisfy { !$0.isEmpty && $0.allSatisfy(ByteClasses.isHost) }
    }

    // MARK: Each kind

    /// Bytes of hexadecimal digits, with colons between pairs or without.
    static func hexadecimal(_ text: [UInt8]) -> [UInt8]? {
        var digits = text
        if text.count > 2, text[2] == UInt8(ascii: ":") {
            guard text.count % 3 == 2, stride(from: 2, to: text.count, by: 3).allSatisfy({ text[$0] == 0x3A }) else {
                return nil
            }
            digits = text.indices.filter { $0 % 3 != 2 }.map { text[$0] }
        }
        return pairs(digits)
    }

    /// Bytes of 32 or more hexadecimal digits without anything between them.
    private static func pairs(_ digits: [UInt8]) -> [UInt8]? {
        guard digits.count >= 32, digits.count % 2 == 0 else { return nil }
        var isValid = true
        let bytes = [UInt8](unsafeUninitializedCapacity: digits.count / 2) { out, filled in
            digits.withUnsafeBufferPointer { digits in
                while isValid, filled < digits.count / 2 {
                    guard let high = ByteClasses.digit(digits[2 * filled]),
                        let low = ByteClasses.digit(digits[2 * filled + 1])
                    else {
                        isValid = false
                        return
                    }
                    out[filled] = high << 4 | low
                    filled += 1
                }
            }
        }
        return isValid ? bytes : nil
    }

    private static func digest(_ text: [UInt8], _ kind: IndicatorKind) throws(Refusal) -> [UInt8] {
        let isMarked = kind == .certificate && text.map(CaseFolding.ascii).starts(with: "md5:".utf8)
        let blanks = kind == .certificate ? text.filter { $0 != 0x20 } : text
        guard let bytes = hexadecimal(isMarked ? Array(text.dropFirst(4)) : blanks),
            kind.hexLengths.contains(2 * bytes.count)
        else {
            let lengths = kind.hexLengths.map(\.description).joined(separator: " or ")
            throw Refusal("\(kind.words): \(lengths) hexadecimal digits are needed")
        }
        try check(bytes)
        return bytes
    }

    private static func check(_ digest: [UInt8]) throws(Refusal) {
        guard digest.contains(where: { $0 != digest[0] }) else { throw Refusal("the digits say nothing") }
        guard !ofNothing.contains(where: { $0 == digest }) else { throw Refusal("it is the hash of an empty file") }
    }

    private static let ofNothing: [[UInt8]] =
        [
            "d41d8cd98f00b204e9800998ecf8427e", "da39a3ee5e6b4b0d3255bfef95601890afd80709",
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce"
                + "47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e",
        ].compactMap { hexadecimal(Array($0.utf8)) }

    /// Where the port of `1.2.3.4:443` begins.
    private static func endOfPort(_ text: [UInt8]) -> Int? {
        guard let colon = text.firstIndex(of: UInt8(ascii: ":")), text.count - colon <= 6, colon + 1 < text.count,
            text[(colon + 1)...].allSatisfy({ $0 &- 0x30 < 10 })
        else { return nil }
        return text.withUnsafeBufferPointer { AddressKey.dotted(UnsafeBufferPointer(rebasing: $0[..<colon])) } == nil
            ? nil : colon
    }

    private static func address(_ text: [UInt8]) throws(Refusal) -> IndicatorShape {
        var text = text
        if text.first == UInt8(ascii: "["), text.last == UInt8(ascii: "]") { text = Array(text.dropFirst().dropLast()) }
        let parts = text.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count <= 2, let address = IPAddress(parts[0]) else {
            throw Refusal("it is no address and no network")
        }
        var prefix: Int?
        if parts.count == 2 {
            guard let stated = Int(String(decoding: parts[1], as: UTF8.self)),
                (0...(address.isV4 ? 32 : 128)).contains(stated)
            else { throw Refusal("the length of the network's prefix cannot be read") }
            prefix = stated
        }
        let key = AddressKey(address, prefix: prefix)
        if let refusal = key.refusal { throw Refusal(refusal) }
        return IndicatorShape(
            key.prefix == 128 ? .address : .network, stored: key.bytes, spelling: text.map(CaseFolding.ascii))
    }

    private static func domain(_ text: [UInt8]) throws(Refusal) -> [UInt8] {
        var name = Self.folded(text)[...]
        if name.starts(with: "*.".utf8) { name = name.dropFirst(2) }
        while name.first == UInt8(ascii: ".") { name = name.dropFirst() }
        while name.last == UInt8(ascii: ".") { name = name.dropLast() }
        let labels = name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard labels.count > 1 else { throw Refusal("a name without a dot is too broad") }
        if labels.count == 2, labels[1].count == 2, shared.contains(String(decoding: labels[0], as: UTF8.self)) {
            throw Refusal("names of many owners end with it")
        }
        guard isHostName(name), ByteClasses.isStripped(name) else { throw Refusal("it is no domain") }
        return Array(name)
    }

    /// Second labels below countries under which anybody registers names.
    private static let shared: Set<String> = ["co", "com", "net", "org", "gov", "edu", "ac", "or", "ne", "go", "gob"]

    private static func url(_ text: [UInt8]) throws(Refusal) -> [UInt8] {
        let folded = Self.folded(text)
        let stated = folded[..<folded.withUnsafeBufferPointer { ByteClasses.endOfURL($0, 0..<$0.count) }]
        let url = URLForm.normal(stated)?[...] ?? stated
        let host = RangeOfHost.range(in: Array(url))
        guard !host.isEmpty, url.count >= host.upperBound else { throw Refusal("it is no URL") }
        let name = url[host]
        if isHostName(name), ByteClasses.isStripped(name) { return Array(url) }
        guard let address = IPAddress(name), address.isV4 else {
            throw Refusal("the host of the URL is no name with a dot and no IPv4 address")
        }
        if let refusal = AddressKey(address).refusal { throw Refusal(refusal) }
        return Array(url)
    }

    private static func email(_ text: [UInt8]) throws(Refusal) -> [UInt8] {
        let folded = Self.folded(text)
        guard let at = folded.lastIndex(of: UInt8(ascii: "@")), at > 0, at <= ByteClasses.longestMailbox,
            folded[..<at].allSatisfy(ByteClasses.isMailbox), isHostName(folded[(at + 1)...])
        else { throw Refusal("it is no e-mail address") }
        return folded
    }

    private static func sshKey(_ text: [UInt8]) throws(Refusal) -> IndicatorShape {
        let folded = text.map(CaseFolding.ascii)
        if folded.starts(with: "md5:".utf8) {
            return IndicatorShape(.certificate, stored: try digest(text, .certificate))
        }
        var key = folded.starts(with: "sha256:".utf8) ? text.dropFirst(7) : text[...]
        while key.last == UInt8(ascii: "=") { key = key.dropLast() }
        guard key.count == ByteClasses.keyLength, key.allSatisfy(ByteClasses.isBase64) else {
            throw Refusal("SHA256: and 43 letters of base64 are needed")
        }
        return IndicatorShape(.sshKey, stored: Array(key))
    }

    private static func file(_ text: [UInt8]) throws(Refusal) -> IndicatorShape {
        var path = Self.folded(text).map { $0 == 0x2F ? 0x5C : $0 }[...]
        for start in ["\\\\?\\", "\\??\\"] where path.starts(with: start.utf8) { path = path.dropFirst(4) }
        // What a variable stands for is in no log: the rest is looked for below any folder.
        if path.first == UInt8(ascii: "%"), let end = path.dropFirst().firstIndex(of: UInt8(ascii: "%")),
            path.dropFirst(end - path.startIndex + 1).first == 0x5C
        {
            path = path[(end + 2)...]
        } else if path.starts(with: "~\\".utf8) {
            path = path.dropFirst(2)
        }
        while path.count > 1, path.last == 0x5C || path.last == 0x20 { path = path.dropLast() }
        let leaf = path[(path.lastIndex(of: 0x5C).map { $0 + 1 } ?? path.startIndex)...]
        guard path.allSatisfy({ !ByteClasses.endsPath($0) }) else { throw Refusal("no path has such characters") }
        guard path.count <= IndicatorLimits.pathBytes else {
            throw Refusal("a path has at most \(IndicatorLimits.pathBytes) bytes")
        }
        if leaf.count == path.count { return IndicatorShape(.fileName, stored: try name(Array(path))) }
        guard !leaf.isEmpty, path.contains(where: { $0 != 0x5C }), path.count >= 2 + IndicatorLimits.nameLetters else {
            throw Refusal("the path is too broad")
        }
        return IndicatorShape(.filePath, stored: Array(path))
    }

    private static func registryKey(_ text: [UInt8]) throws(Refusal) -> [UInt8] {
        let folded = Self.folded(text).map { $0 == 0x2F ? 0x5C : $0 }
        let (root, rest) = RegistryRoot.split(folded)
        var key = rest
        while key.last == 0x5C || key.last == 0x20 { key = key.dropLast() }
        while key.first == 0x5C { key = key.dropFirst() }
        guard key.contains(0x5C) else { throw Refusal("a registry key needs two parts below its root") }
        guard key.count <= IndicatorLimits.pathBytes else {
            throw Refusal("a registry key has at most \(IndicatorLimits.pathBytes) bytes")
        }
        return [root.rawValue] + key
    }

    private static func name(_ text: [UInt8]) throws(Refusal) -> [UInt8] {
        var text = text[...]
        // Tasks and objects are named from the root of their folders.
        while text.first == 0x5C || text.first == 0x20 { text = text.dropFirst() }
        guard String(decoding: text, as: UTF8.self).count >= IndicatorLimits.nameLetters else {
            throw Refusal("the name is too short: \(IndicatorLimits.nameLetters) letters are needed")
        }
        guard text.contains(where: { $0 >= 0x80 || $0 &- 0x30 < 10 || $0 | 0x20 &- 0x61 < 26 }) else {
            throw Refusal("the name says nothing")
        }
        return Array(text)
    }
}
