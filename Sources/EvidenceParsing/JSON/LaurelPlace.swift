/// What a place of an event of auditd is that Laurel wrote, `{"ID": .., "SYSCALL": {"exe": ..}, "PATH": [{"name": ..}]}`.
struct LaurelPlace {
    enum Use {
        /// A value that is only kept.
        case other
        case stamp
        /// A field of the audit log.
        case field
        /// One that has a further name where other sources have one.
        case meaning(AuditMeaning)
        /// An argument of the program, or of the system call.
        case argument, callArgument
        /// All arguments of the program in one text.
        case arguments
        /// The title of the process, or a part of it.
        case title
        case parentProgram, parentArgument
        /// A number that auditd writes without `0x`, and one that it writes with `0` instead of `0o`.
        case hexadecimal, octal
    }

    let use: Use
    /// The object that stands for a line of the log, and is called as the line's type.
    private(set) var line = StructureTree.none
    /// The place of the name that the log has for the value.
    private(set) var alias = StructureTree.none

    /// Arguments with a name of their own; rules ask for a dozen, and all stand in the command line. More of them would use
    /// up the places of a portion.
    private static let namedArguments = 256

    /// Objects that Laurel adds to those of the log.
    private static let parent = "PARENT_INFO"
    private static let added: Set = [parent, "CONTAINER_INFO"]

    init(_ place: StructureTree.PlaceID, in tree: inout StructureTree) {
        let name = tree.name(of: place)
        guard let point = name.firstIndex(of: ".") else {
            use = name == "ID" ? .stamp : .other
            return
        }
        let type = String(name[..<point])
        let key = String(name[name.index(after: point)...])
        if Self.added.contains(type) {
            use = type == Self.parent && key.hasPrefix("ARGV") ? .parentArgument : .other
            return
        }
        guard Self.isType(type), let line = tree.object(named: type, around: place) else {
            use = .other
            return
        }
        self.line = line
        use = Self.use(of: key, in: type)
        if let field = Self.field(use, key, tree.nodes[Int(place)].ordinal) {
            alias = tree.named(Array(field.utf8).span, .alias, of: place)
        }
    }

    /// `SYSCALL`, `USER_LOGIN`, `UNKNOWN[1334]`.
    private static func isType(_ text: String) -> Bool {
        text.utf8.first.map { $0.isUpperLetter } == true
            && text.utf8.allSatisfy { $0.isUpperLetter || $0.isDigit || "_[]".utf8.contains($0) }
    }

    private static func use(of key: String, in type: String) -> Use {
        switch (type, key) {
        case ("EXECVE", "ARGV"): .argument
        case ("EXECVE", "ARGV_STR"): .arguments
        case ("PROCTITLE", "ARGV"), ("PROCTITLE", "ARGV_STR"): .title
        case ("SYSCALL", "ARGV"): .callArgument
        case ("SYSCALL", "PPID.exe"): .parentProgram
        case (_, "arch"): .hexadecimal
        case (_, "mode"): .octal
        default: use(of: key)
        }
    }

    private static func use(of key: String) -> Use {
        // The log has no fields within fields.
        if key.utf8.contains(UInt8(ascii: ".")) { return .other }
        if key.hasPrefix("cap_") { return .hexadecimal }
        let bytes = Array(key.utf8)
        return AuditMeaning(bytes.span, 0..<bytes.count).map { .meaning($0) } ?? .field
    }

    /// What the log calls a value.
    private static func field(_ use: Use, _ key: String, _ ordinal: Int32) -> String? {
        switch use {
        case .field, .meaning, .hexadecimal, .octal: key
        case .argument, .callArgument: ordinal < Self.namedArguments ? "a\(ordinal)" : nil
        case .other, .stamp, .arguments, .title, .parentProgram, .parentArgument: nil
        }
    }
}
