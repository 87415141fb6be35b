/// The one form of a URL in which all that mean the same are compared (RFC 3986, 6.2.2 and 6.2.3): without the name of a
/// user, without the port that the scheme has anyway, and without encoding of characters that need none.
enum URLForm {
    /// - Parameter url: Case-folded.
    /// - Returns: The form; nil where the URL has it already.
    static func normal(_ url: some Collection<UInt8>) -> [UInt8]? {
        let url = Array(url)
        let start = startOfAuthority(url)
        let ends = url[start...].firstIndex { $0 == 0x2F || $0 == 0x3F || $0 == 0x23 } ?? url.count
        let host = RangeOfHost.range(in: url)
        guard host.lowerBound >= start, host.upperBound <= ends else { return nil }
        let port = url[host.upperBound..<ends]
        let keepsPort = !port.isEmpty && !isUsual(port.dropFirst(), scheme: url[..<max(0, start - 3)])
        let hasUser = host.lowerBound > start
        let hasCode = url[ends...].contains(UInt8(ascii: "%"))
        guard hasUser || hasCode || !keepsPort && !port.isEmpty else { return nil }
        var form = Array(url[..<start]) + url[host]
        if keepsPort { form += port }
        form += hasCode ? decoded(url[ends...]) : Array(url[ends...])
        return form == url ? nil : form
    }

    /// Behind `://`, or the beginning.
    static func startOfAuthority(_ url: [UInt8]) -> Int {
        guard let colon = url.firstIndex(of: UInt8(ascii: ":")), url[colon...].starts(with: "://".utf8) else {
            return 0
        }
        return colon + 3
    }

    private static func isUsual(_ port: ArraySlice<UInt8>, scheme: ArraySlice<UInt8>) -> Bool {
        if port.isEmpty { return true }
        let usual = [("http", "80"), ("https", "443"), ("ftp", "21"), ("ws", "80"), ("wss", "443")]
        return usual.contains { scheme.elementsEqual($0.0.utf8) && port.elementsEqual($0.1.utf8) }
    }

    /// With letters, digits, `-`, `.`, `_` and `~` written as they are.
    private static func decoded(_ path: ArraySlice<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(path.count)
        var place = path.startIndex
        while place < path.endIndex {
            if path[place] == UInt8(ascii: "%"), place + 2 < path.endIndex,
                let high = ByteClasses.digit(path[place + 1]),
                let low = ByteClasses.digit(path[place + 2]), isUnreserved(high << 4 | low)
            {
                text.append(CaseFolding.ascii(high << 4 | low))
                place += 3
            } else {
                text.append(path[place])
                place += 1
            }
        }
        return text
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        byte < 0x80 && (ByteClasses.isHost(byte) || byte == UInt8(ascii: "~"))
    }
}
