import Vocabulary

/// Names from evidence, made safe to stand in a command that people are told to type.
enum ShellWord {
    /// An option with its value, so that a value that begins like an option is still taken for a value.
    static func option(_ name: String, _ value: String) -> String {
        name + (value.hasPrefix("-") ? "=" : " ") + quoted(value)
    }

    /// The text as one word of a POSIX shell: bare where it holds nothing special, else in single quotation marks. What
    /// cannot be seen of it is spelled as ``VisibleName`` has it, which every command reads back.
    static func quoted(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"),
                UInt8(ascii: "/"), UInt8(ascii: "@"), UInt8(ascii: ":"):
                true
            default: false
            }
        }
        if isPlain, !text.isEmpty { return text }
        let pieces = VisibleName.spelled(text).split(separator: "'", omittingEmptySubsequences: false)
        return "'" + pieces.joined(separator: #"'\''"#) + "'"
    }
}
