/// Paths and registry keys, looked for from their last part backwards.
extension TokenScan {
    /// Looks up the paths and registry keys that end with a part.
    func paths(endingWith leaf: Range<Int>) {
        let end = leaf.upperBound
        let limit = max(0, end - set.longestPath)
        var hash: UInt64 = 0
        var place = end
        while place > limit {
            let byte = start[place - 1]
            if ByteClasses.endsPath(byte) { return }
            place -= 1
            hash = TokenHash.extend(hash, backBy: byte == 0x2F ? 0x5C : byte)
            guard place <= leaf.lowerBound, mayBegin(at: place) else { continue }
            set.table.find(TokenHash.finish(path: hash)) { number in
                if isPath(number, place..<end) { found(number, place..<end) }
            }
        }
    }

    /// Whether a path may begin at a place: not within a name, and where it begins at the root, not below a folder.
    private func mayBegin(at place: Int) -> Bool {
        guard place > 0 else { return true }
        let before = start[place - 1]
        guard ByteClasses.isSeparator(start[place]) else {
            return !(ByteClasses.isHost(before) && ByteClasses.isHost(start[place]))
        }
        switch before {
        case 0x5C, 0x2F, 0x29, 0x7D, 0x25, 0x7E, 0x2A: return false
        default: return !ByteClasses.isHost(before)
        }
    }

    private func isPath(_ number: Int, _ range: Range<Int>) -> Bool {
        let kind = set.kind(number)
        guard kind == .filePath || kind == .registryKey else { return false }
        return set.withStored(number) { stored in
            let isKey = kind == .registryKey
            let path = stored[(isKey ? 1 : 0)...]
            guard path.count == range.count else { return false }
            for (byte, place) in zip(path, range) {
                let written = start[place]
                if byte != (written == 0x2F ? 0x5C : written) { return false }
            }
            guard isKey, let root = RegistryRoot(rawValue: stored[0]), root != .unsaid else { return true }
            return RegistryRoot.roots(endingAt: Array(text[..<range.lowerBound].suffix(256))[...]).contains(root)
        }
    }
}
