package import Vocabulary

/// Tells what a file is that no parser reads, or at least why it is not recognised.
package enum UnreadRecognition {
    /// - Parameters:
    ///   - head: The first ``EvidenceFormats/headLength`` bytes, or the whole file where it is shorter.
    ///   - isWhole: No bytes follow.
    package static func content(of head: [UInt8], isWhole: Bool) -> UnreadContent {
        guard let first = head.first else { return .empty }
        if let kind = heldKind(of: head, isWhole: isWhole) { return .held(kind: kind) }
        if head.allSatisfy({ $0 == first }) { return isWhole ? .filled(byte: first) : .begunWith(byte: first) }
        if let line = TextSample.firstLine(of: head) { return .text(line: line) }
        if isMixed(head) { return .mixed }
        return .binary(start: Hexadecimal.text(head.prefix(shownBytes)))
    }

    /// Bytes shown of a file that says nothing else.
    private static let shownBytes = 16

    /// What a file is by its marks or how it is built; nil where that is not known.
    static func heldKind(of head: [UInt8], isWhole: Bool) -> HeldKind? {
        if let kind = HeldStructure.kind(of: head, isWhole: isWhole) { return kind }
        return HeldContent.all.first { $0.marks.contains { mark in mark.allSatisfy { head.has($0) } } }?.kind
    }

    /// Bytes below which chance can make any mixture.
    private static let leastMixed = 1024

    /// Whether two bytes picked at random are equal hardly more often than by chance, 1 in 256: 1.5 times at most.
    /// Programs reach 5 and more, text 15.
    private static func isMixed(_ head: [UInt8]) -> Bool {
        guard head.count >= leastMixed else { return false }
        var counts = [Int](repeating: 0, count: 256)
        for byte in head { counts[Int(byte)] += 1 }
        let pairs = counts.reduce(0) { $0 + $1 * ($1 - 1) }
        return pairs * 256 * 2 <= head.count * (head.count - 1) * 3
    }
}

extension [UInt8] {
    fileprivate func has(_ piece: HeldContent.Piece) -> Bool {
        count >= piece.offset + piece.bytes.count && self[piece.offset...].starts(with: piece.bytes)
    }
}
