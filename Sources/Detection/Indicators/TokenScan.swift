/// Finds indicators in one text.
///
/// One pass from front to end cuts it into names (runs of ``ByteClasses/host`` bytes), words and parts of paths; each is
/// looked up as a whole, and so are the parent domains of names. Addresses with colons, mailboxes, URLs and paths are worked
/// out only around what gives cause to.
struct TokenScan {
    /// What is found, and where.
    typealias Found = (indicator: Int, range: Range<Int>)

    let set: IndicatorSet
    let text: UnsafeBufferPointer<UInt8>
    let start: UnsafePointer<UInt8>
    /// Takes what is found. A pointer, since nearly all texts have nothing and must cost nothing.
    private let results: UnsafeMutablePointer<[Found]>
    /// Behind the colons that were looked at.
    private var colonsEnd = 0
    /// Behind the last URL.
    var urlEnd = 0

    /// Nil where there is no text.
    init?(_ set: IndicatorSet, _ text: UnsafeBufferPointer<UInt8>, _ results: UnsafeMutablePointer<[Found]>) {
        guard let start = text.baseAddress, !text.isEmpty else { return nil }
        self.set = set
        self.text = text
        self.start = start
        self.results = results
    }

    func found(_ indicator: Int, _ range: Range<Int>) { results.pointee.append((indicator, range)) }

    mutating func scan() {
        let set = set
        set.classes.withUnsafeBufferPointer { classes in
            guard let classes = classes.baseAddress else { return }
            scan(classes)
        }
    }

    private mutating func scan(_ classes: UnsafePointer<UInt8>) {
        let count = text.count
        var place = 0
        var word = 0
        var part = 0
        /// The text that was looked up last as a name.
        var last = 0..<0
        while true {
            let first = place
            var seen: UInt8 = 0
            while place < count {
                let byteClass = classes[Int(start[place])]
                if byteClass & ByteClasses.host == 0 { break }
                seen |= byteClass
                place += 1
            }
            if place > first { last = name(first..<place, seen) }
            let byteClass = place < count ? classes[Int(start[place])] : ByteClasses.endsWord | ByteClasses.endsPart
            if byteClass & ByteClasses.endsWord != 0 {
                if word < place, last != word..<place {
                    last = word..<place
                    leaf(last)
                }
                word = place + 1
                if byteClass & ByteClasses.endsPart != 0 {
                    if part < place, last != part..<place { leaf(part..<place) }
                    part = place + 1
                }
                if place < count, start[place] == 0x3A, place >= colonsEnd { colon(at: place) }
            }
            if place >= count { return }
            place += 1
        }
    }

    // MARK: Names

    /// Looks up a run of letters, digits, dots and the like.
    ///
    /// - Returns: What of it was looked up as the name of a file.
    private mutating func name(_ run: Range<Int>, _ seen: UInt8) -> Range<Int> {
        var first = run.lowerBound
        var end = run.upperBound
        while first < end, ByteClasses.isMargin(start[first]) { first += 1 }
        while end > first, ByteClasses.isMargin(start[end - 1]) { end -= 1 }
        let range = first..<end
        guard range.count >= 2 else { return range }
        // What stands at the margins can be what is no digit.
        let isNumeric = seen & ByteClasses.notNumeric == 0 || range != run
        if seen & ByteClasses.notHexadecimal == 0 || range != run { digest(range) }
        if seen & ByteClasses.dot != 0, range == run || text[range].contains(0x2E) {
            if isNumeric {
                let bytes = UnsafeBufferPointer(rebasing: text[range])
                if let bits = AddressKey.dotted(bytes) { address(bits, range) }
            }
            dotted(range)
            return range
        }
        if isBehindSeparator(first) { leaf(range, separated: true) }
        if first > 0, start[first - 1] == 0x40 { mailbox(range) }
        if set.hasKeys, range.count == 6, end < text.count, start[end] == 0x3A { key(range) }
        return range
    }

    private func isBehindSeparator(_ place: Int) -> Bool {
        place > 0 && ByteClasses.isSeparator(start[place - 1])
    }

    /// Looks up hexadecimal digits. The run can have `-` and `_` in it, which none of the numbers that are kept has.
    private func digest(_ range: Range<Int>) {
        let count = range.count
        guard count == 32 || count == 40 || count == 64 || count == 128 else { return }
        lookUp(range) { $0.isHexadecimal }
    }

    /// Looks up a name with a dot: as a file, as a host, and the domains that the host is in.
    private mutating func dotted(_ range: Range<Int>) {
        let hash = TokenHash.of(start + range.lowerBound, range.count)
        lookUp(range, hash) { $0 == .domain || $0 == .fileName }
        var lastDot = range.upperBound - 1
        while lastDot > range.lowerBound, start[lastDot] != 0x2E { lastDot -= 1 }
        // No domain is longer than 253 letters.
        var place = max(range.lowerBound, range.upperBound - 254)
        while place < lastDot {
            if start[place] == 0x2E { lookUp(place + 1..<range.upperBound) { $0 == .domain } }
            place += 1
        }
        let before = range.lowerBound > 0 ? start[range.lowerBound - 1] : 0
        // An encoded character ends where the name begins: %2Fevil.com.
        if before == 0x25, range.count > 4, ByteClasses.digit(start[range.lowerBound]) != nil,
            ByteClasses.digit(start[range.lowerBound + 1]) != nil
        {
            lookUp(range.lowerBound + 2..<range.upperBound) { $0 == .domain }
        }
        if before == 0x40 { mailbox(range) }
        guard set.marks.mayHave(hash) else { return }
        if set.hasPaths { paths(endingWith: range) }
        if set.hasURLs { url(around: range) }
    }

    /// Looks up the last part of a path, or a name with characters that names of hosts do not have.
    private func leaf(_ range: Range<Int>, separated: Bool = false) {
        guard range.count <= set.longestName, range.count >= 2 else { return }
        let hash = TokenHash.of(start + range.lowerBound, range.count)
        let isSeparated = separated || isBehindSeparator(range.lowerBound)
        lookUp(range, hash) { kind in
            kind == .fileName && (isSeparated || text[range].contains(0x2E))
        }
        if set.hasPaths, set.marks.mayHave(hash) { paths(endingWith: range) }
    }

    /// Looks up the mailbox whose host stands in a range.
    private func mailbox(_ host: Range<Int>) {
        guard set.hasMailboxes else { return }
        let at = host.lowerBound - 1
        var first = at
        while first > 0, at - first <= ByteClasses.longestMailbox, ByteClasses.isMailbox(start[first - 1]) {
            first -= 1
        }
        if first < at { lookUp(first..<host.upperBound) { $0 == .email } }
    }

    // MARK: Addresses and digests with colons

    /// Looks at the digits and colons around a colon.
    private mutating func colon(at place: Int) {
        func fits(_ byte: UInt8) -> Bool { byte == 0x3A || byte == 0x2E || ByteClasses.digit(byte) != nil }
        var first = place
        while first > colonsEnd, place - first < 96, fits(start[first - 1]) { first -= 1 }
        var end = place
        var colons = 0
        while end < text.count, fits(start[end]) {
            if start[end] == 0x3A { colons += 1 }
            end += 1
        }
        colonsEnd = end
        guard colons >= 2, end - first <= 96 else { return }
        // MD5:0c:c1:… is a digest; an address is none behind digits.
        var isLabelled = false
        if first > 0, ByteClasses.isHost(start[first - 1]) {
            // The first part may be the end of a word: inside:2001:db8::1.
            while start[first] != 0x3A {
                if start[first] < 0x61 { isLabelled = true }
                first += 1
            }
            first += 1
        }
        if end < text.count, ByteClasses.isHost(start[end]) { return }
        while end > first, start[end - 1] == 0x2E { end -= 1 }
        if end - first > 2, start[end - 1] == 0x3A, start[end - 2] != 0x3A { end -= 1 }
        let range = first..<end
        let pairs = [47, 59, 95]
        if !isLabelled, range.count <= 45, let v6 = IPAddress(text[range]) {
            address(AddressKey(v6).bits, range)
        } else if pairs.contains(range.count), let bytes = IndicatorShape.hexadecimal(Array(text[range])) {
            digest(bytes, range)
        }
    }

    /// Looks up an address and the networks that it is in.
    private func address(_ bits: UInt128, _ range: Range<Int>) {
        look(AddressKey(bits: bits, prefix: 128), range)
        let prefixes = bits >> 32 == 0xFFFF ? set.prefixes.v4 : set.prefixes.v6
        for prefix in prefixes { look(AddressKey(bits: bits, prefix: prefix), range) }
    }

    private func look(_ key: AddressKey, _ range: Range<Int>) {
        set.table.find(TokenHash.of(address: key.bits, prefix: key.prefix)) { number in
            let kind = set.kind(number)
            guard kind == .address || kind == .network else { return }
            if set.withStored(number, { $0.elementsEqual(key.bytes) }) { found(number, range) }
        }
    }

    /// Looks up a digest that is no run of digits.
    func digest(_ bytes: [UInt8], _ range: Range<Int>) {
        set.table.find(TokenHash.of(IndicatorSetBuilder.digits(of: bytes))) { number in
            guard set.kind(number).isHexadecimal else { return }
            if set.withStored(number, { $0.elementsEqual(bytes) }) { found(number, range) }
        }
    }

    // MARK: Whole values

    /// Compares a whole value with names of things of which its field may speak.
    func whole(_ roles: FieldRoles.Roles) {
        var range = 0..<text.count
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x22 }
        while !range.isEmpty, isBlank(start[range.lowerBound]) { range = range.dropFirst() }
        while !range.isEmpty, isBlank(start[range.upperBound - 1]) { range = range.dropLast() }
        while !range.isEmpty, start[range.lowerBound] == 0x5C { range = range.dropFirst() }
        guard !range.isEmpty, range.count <= IndicatorLimits.valueBytes else { return }
        lookUp(range) { kind in
            !roles.isDisjoint(with: kind.role)
                || kind == .fileName && roles.contains(.file) && !text[range].contains(0x2E)
        }
        // DOMAIN\name, name@domain, \BaseNamedObjects\name.
        let leaves = roles.intersection([.account, .mutex])
        guard !leaves.isEmpty else { return }
        if let separator = text[range].lastIndex(of: 0x5C) {
            lookUp(separator + 1..<range.upperBound) { !leaves.isDisjoint(with: $0.role) }
        }
        if roles.contains(.account), let at = text[range].lastIndex(of: 0x40) {
            lookUp(range.lowerBound..<at) { $0 == .account }
        }
    }

    // MARK: Comparing

    @inline(__always)
    func lookUp(_ range: Range<Int>, _ isWanted: (IndicatorKind) -> Bool) {
        lookUp(range, TokenHash.of(start + range.lowerBound, range.count), isWanted)
    }

    @inline(__always)
    func lookUp(_ range: Range<Int>, _ hash: UInt64, _ isWanted: (IndicatorKind) -> Bool) {
        if set.table.mayHave(hash) { verify(range, hash, isWanted) }
    }

    @inline(never)
    private func verify(_ range: Range<Int>, _ hash: UInt64, _ isWanted: (IndicatorKind) -> Bool) {
        set.table.find(hash) { number in
            let kind = set.kind(number)
            guard isWanted(kind) else { return }
            let isSame = set.withStored(number) { stored in
                if kind.isHexadecimal { return isDigest(stored, range) }
                // Where case counts, whoever takes the hit compares the text as it is.
                guard stored.count == range.count || kind.isCaseSensitive else { return false }
                if kind.isCaseSensitive {
                    return CaseFolding.bytes(String(decoding: stored, as: UTF8.self)).elementsEqual(text[range])
                }
                return stored.elementsEqual(text[range])
            }
            if isSame { found(number, range) }
        }
    }

    private func isDigest(_ stored: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        guard 2 * stored.count == range.count else { return false }
        for (number, byte) in stored.enumerated() {
            let place = range.lowerBound + 2 * number
            guard let high = ByteClasses.digit(start[place]), let low = ByteClasses.digit(start[place + 1]),
                byte == high << 4 | low
            else { return false }
        }
        return true
    }
}
