import Vocabulary

/// A field as queries name it: one of the names of ``named``, or any native name, in whatever case.
package struct SearchField: Hashable, Sendable {
    /// How text is compared with the values of a field, unless the query says otherwise.
    enum Style: Hashable, Sendable {
        case whole
        case words
        case name(NameForm)

        /// What stands before the name itself in a longer form that ends with it; nil where none does.
        var separators: [UInt8]? {
            switch self {
            case .name(.path): Array("\\/".utf8)
            case .name(.account): Array("\\".utf8)
            case .whole, .words, .name(.host): nil
            }
        }
    }

    /// What a name of our own stands for: what parsers mark, and native fields of many sources.
    struct Meaning: Sendable {
        let marks: [FieldKind]
        let common: [CommonField]
        let style: Style
    }

    /// As it was written.
    package let name: String
    /// What is compared.
    let folded: [UInt8]

    package init(_ name: String) {
        self.name = name
        folded = TextFolding.fold(name)
    }

    package static func == (left: SearchField, right: SearchField) -> Bool { left.folded == right.folded }

    package func hash(into hasher: inout Hasher) { hasher.combine(folded) }

    /// Nil for a native name.
    var meaning: Meaning? { Self.meanings[String(decoding: folded, as: UTF8.self)] }

    var style: Style { meaning?.style ?? .whole }

    /// Whether it is when a record's event happened, which no value of a record is.
    package var isTime: Bool { folded == Array("time".utf8) }

    /// Whether it is ours, for addresses alone: they are compared as the addresses that they are.
    var isAddress: Bool {
        guard let common = meaning?.common else { return false }
        return !common.isEmpty && common.allSatisfy { $0 == .sourceAddress || $0 == .destinationAddress }
    }

    /// The folded name of a native field, and of that beside which alone it is meant.
    typealias NativeName = (name: [UInt8], companion: [UInt8]?)

    /// Those that are asked, too.
    var nativeNames: [NativeName] {
        [(folded, nil)] + (meaning?.common ?? []).flatMap { Self.nativeNames[$0] ?? [] }
    }

    /// The names that are ours, and what each finds, for people.
    package static let named: [(name: String, finds: String)] = [
        ("time", "when it happened, in UTC"),
        ("host", "the computer: `WS5` finds `WS5.corp.example`, too"),
        ("source", "the log (channel) or the program (provider) that wrote the record"),
        ("channel", "the log: a Windows channel, `auth.log`, a data set"),
        ("provider", "the Windows provider, the program of a line of syslog"),
        ("event_id", "the code of the kind of record; also `event_code`"),
        ("account", "who acted and whom it was done to: `alice` finds `CORP\\alice` and `alice@corp.example`, too"),
        ("target_account", "whom it was done to, or who was logged on"),
        ("process", "the program: `cmd.exe` finds it in any folder"),
        ("command_line", "words of a command line"),
        ("process_id", "the number of a process"),
        ("address", "source and destination; also `source_address` and `destination_address` alone"),
        ("port", "source and destination; also `source_port` and `destination_port` alone"),
        ("hash", "a digest, in whatever list of them it stands"),
        ("message", "words of what the source says"),
    ]

    private static let meanings: [String: Meaning] = {
        func common(_ fields: CommonField..., style: Style = .whole) -> Meaning {
            Meaning(marks: [], common: fields, style: style)
        }
        func marked(_ marks: FieldKind..., style: Style = .whole) -> Meaning {
            Meaning(marks: marks, common: [], style: style)
        }
        return [
            "host": marked(.host, style: .name(.host)),
            "source": marked(.channel, .provider), "channel": marked(.channel), "provider": marked(.provider),
            "event_id": marked(.eventCode), "event_code": marked(.eventCode),
            "account": common(.account, .targetAccount, style: .name(.account)),
            "target_account": common(.targetAccount, style: .name(.account)),
            "process": common(.process, style: .name(.path)),
            "command_line": common(.commandLine, style: .words), "process_id": common(.processID),
            "address": common(.sourceAddress, .destinationAddress), "source_address": common(.sourceAddress),
            "destination_address": common(.destinationAddress),
            "port": common(.sourcePort, .destinationPort), "source_port": common(.sourcePort),
            "destination_port": common(.destinationPort),
            "hash": common(.hashes, style: .words), "message": common(.message, style: .words),
        ]
    }()

    private static let nativeNames: [CommonField: [NativeName]] = Dictionary(
        uniqueKeysWithValues: CommonField.allCases.map { field in
            (
                field,
                CommonFields.names(feeding: field).map {
                    (TextFolding.fold($0.name), $0.companion.map { TextFolding.fold($0) })
                }
            )
        })
}
