/// URLs around the names of hosts, and keys behind their labels.
extension TokenScan {
    /// Looks up the URL whose host stands in a range.
    mutating func url(around host: Range<Int>) {
        let first = host.lowerBound
        let authority = startOfAuthority(before: first)
        let hasScheme =
            authority >= 3 && start[authority - 1] == 0x2F && start[authority - 2] == 0x2F
            && start[authority - 3] == 0x3A
        // What a URL has in its path is a URL only where it says so.
        guard hasScheme || first >= urlEnd else { return }
        let limit = min(text.count, first + IndicatorLimits.valueBytes)
        let end = ByteClasses.endOfURL(text, first..<limit)
        urlEnd = max(urlEnd, end)
        var scheme = hasScheme ? authority - 3 : first
        while hasScheme, scheme > 0, authority - scheme < 32, isSchemeLetter(start[scheme - 1]) { scheme -= 1 }
        let query = text[first..<end].firstIndex { $0 == 0x3F || $0 == 0x23 } ?? end
        var ends = [end]
        if query < end { ends.append(ByteClasses.withoutMarks(text, first..<query)) }
        for end in ends where end >= host.upperBound {
            lookUp(first..<end) { $0 == .url }
            if scheme < first { lookUp(scheme..<end) { $0 == .url } }
            if let form = URLForm.normal(text[scheme..<end]) { lookUp(form, standingAt: scheme..<end) }
        }
    }

    /// Where the name of a user begins that stands before a host with `@`; the host where there is none.
    private func startOfAuthority(before host: Int) -> Int {
        guard host > 0, start[host - 1] == 0x40 else { return host }
        var place = host - 1
        while place > 0, host - place < IndicatorLimits.userBytes, start[place - 1] > 0x20, start[place - 1] != 0x2F {
            place -= 1
        }
        return place > 0 && start[place - 1] == 0x2F ? place : host
    }

    /// Looks up the normal form of a URL, with and without its scheme.
    private func lookUp(_ form: [UInt8], standingAt range: Range<Int>) {
        for first in Set([0, URLForm.startOfAuthority(form)]) {
            let url = form[first...]
            set.table.find(TokenHash.of(Array(url))) { number in
                guard set.kind(number) == .url else { return }
                if set.withStored(number, { $0.elementsEqual(url) }) { found(number, range) }
            }
        }
    }

    private func isSchemeLetter(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 || byte &- 0x30 < 10 }

    /// Looks up the SSH key behind `SHA256:`.
    func key(_ label: Range<Int>) {
        guard text[label].elementsEqual("sha256".utf8) else { return }
        let first = label.upperBound + 1
        let end = first + ByteClasses.keyLength
        guard end <= text.count, text[first..<end].allSatisfy(ByteClasses.isBase64),
            end == text.count || !ByteClasses.isBase64(start[end])
        else { return }
        lookUp(first..<end) { $0 == .sshKey }
    }
}
