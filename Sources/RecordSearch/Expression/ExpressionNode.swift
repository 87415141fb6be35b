/// A part of a regular expression as it is written, in bytes of UTF-8.
indirect enum ExpressionNode: Hashable, Sendable {
    case byte(ByteSet)
    case sequence([ExpressionNode])
    case either([ExpressionNode])
    /// - `most`: Nil for any number.
    case repetition(ExpressionNode, least: Int, most: Int?)

    static let nothing = ExpressionNode.sequence([])

    /// Any one character beyond ASCII.
    static let beyondASCII: ExpressionNode = {
        let following = ExpressionNode.byte(ByteSet(0x80...0xBF))
        return .either([
            .sequence([.byte(ByteSet(0xC2...0xDF)), following]),
            .sequence([.byte(ByteSet(0xE0...0xEF)), following, following]),
            .sequence([.byte(ByteSet(0xF0...0xF4)), following, following, following]),
        ])
    }()

    static let anyCharacter = ExpressionNode.either([.byte(.ascii), beyondASCII])

    /// Folded text.
    static func literal(_ bytes: [UInt8]) -> ExpressionNode {
        let parts = bytes.map { ExpressionNode.byte(ByteSet($0...$0)) }
        return parts.count == 1 ? parts[0] : .sequence(parts)
    }

    /// The longest run of letters and digits of ASCII that every match holds, side by side; empty for none.
    var fragment: [UInt8] {
        var best: [UInt8] = []
        var run: [UInt8] = []
        func end() {
            if run.count > best.count { best = run }
            run = []
        }
        func visit(_ node: ExpressionNode) {
            switch node {
            case .byte(let set):
                if let byte = set.only, TextFolding.wordByte(byte) == byte { run.append(byte) } else { end() }
            case .sequence(let parts): for part in parts { visit(part) }
            case .repetition(let part, let least, let most) where least > 0:
                visit(part)
                // What follows a repetition follows its last round, too.
                if least != 1 || most != 1 {
                    end()
                }
            case .either, .repetition: end()
            }
        }
        visit(self)
        end()
        return best
    }
}
