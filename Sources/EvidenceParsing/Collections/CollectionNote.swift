import Vocabulary

/// A file in which a collection says whose it is.
struct CollectionNote {
    enum Program { case velociraptor, kape, uac, unix }

    let program: Program
    /// The folder whose files it speaks for.
    let folder: String
    private let name: Substring

    /// Nil where a file of that path is none.
    init?(path: String) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard let name = parts.last else { return nil }
        self.name = name
        let above: Int
        switch name {
        case "client_info.json": (program, above) = (.velociraptor, 1)
        case "hostname" where parts.dropLast().last == "etc": (program, above) = (.unix, 2)
        // `live_response/network/hostname.txt`, in some releases `system`.
        case "hostname.txt" where parts.dropLast(2).last == "live_response": (program, above) = (.uac, 3)
        case _ where name.hasSuffix("_ConsoleLog.txt"): (program, above) = (.kape, 1)
        default: return nil
        }
        // A path of its own name alone speaks for nothing above it.
        guard parts.count >= above else { return nil }
        folder = parts.dropLast(above).joined(separator: "/")
    }

    var source: String {
        switch program {
        case .velociraptor: "\(name) of Velociraptor"
        case .kape: "\(name) of KAPE"
        case .uac: "\(name) of UAC"
        case .unix: "etc/hostname beside it"
        }
    }

    /// The name that it gives; nil where it gives none that a computer can have.
    func host(in bytes: [UInt8]) -> String? {
        let text: String?
        switch program {
        case .velociraptor: text = Self.field(of: bytes)
        case .kape: text = Self.machine(String(decoding: bytes, as: UTF8.self))
        case .uac, .unix:
            // What begins with a number sign is a comment (hostname(5)).
            text = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).lazy
                .map { String($0.filter { !$0.isWhitespace }) }.first { !$0.isEmpty && !$0.hasPrefix("#") }
        }
        guard let text, CollectionLayout.isHostName(text), text.lowercased() != "localhost" else { return nil }
        return text
    }

    /// `System info: Machine name: WS5, 64-bit: True, ..`
    private static func machine(_ text: String) -> String? {
        guard let mark = text.firstRange(of: "Machine name: ") else { return nil }
        return String(text[mark.upperBound...].prefix { $0 != "," && !$0.isNewline })
    }

    /// What collections by a client, by a server and by older releases call it, the sharpest first.
    private static let fields = ["Fqdn", "os_info.fqdn", "fqdn", "Hostname", "os_info.hostname", "hostname"]

    private static func field(of bytes: [UInt8]) -> String? {
        let portion = EvidencePortion(bytes: bytes, offset: 0)
        guard let record = EvidenceFormats.parser(for: bytes)?.parse(portion).batch.records.first else { return nil }
        return fields.lazy.compactMap { record.value(named: $0)?.text }.first { !$0.isEmpty }
    }
}
