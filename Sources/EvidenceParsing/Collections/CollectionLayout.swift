/// How collection programs lay out what they copied from Windows: a folder for each drive, most often below one that is
/// called like the computer.
enum CollectionLayout {
    /// What stands at the top of a drive of Windows, in small letters.
    private static let tops: Set<Substring> = [
        "windows", "users", "programdata", "program files", "program files (x86)", "inetpub", "perflogs",
        "documents and settings", "$recycle.bin", "$extend", "$mft", "$logfile", "$boot", "$secure_$sds",
    ]

    /// Names of folders that are no computer's.
    private static let commonNames: Set<String> = [
        "targets", "target", "modules", "tout", "mout", "kape", "cylr", "output", "out", "results", "triage",
        "collection", "collections", "evidence", "uploads", "auto", "ntfs", "lazy_ntfs", "fs", "data", "case", "cases",
        "files", "image", "images", "mnt", "media", "tmp", "temp", "export", "exports", "disk", "drive", "root",
        "all", "log", "logs", "backup", "archive", "download", "upload", "sample", "samples", "test", "zip", "tar",
        "home", "desktop", "downloads", "documents", "work", "incident", "ir", "dfir", "artifacts", "live", "vss",
    ]

    /// The folder that holds the drive of which a file was copied, and the drive's letter; nil where the path is of
    /// another form.
    static func drive(in path: String) -> (folder: String, drive: String)? {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        for index in parts.indices.dropLast() {
            guard let letter = letter(of: parts[index]), tops.contains(Substring(parts[index + 1].lowercased())) else {
                continue
            }
            var above = parts[..<index]
            // Velociraptor: `uploads/auto/C%3A/Windows/..`.
            if above.dropLast().last == "uploads" { above = above.dropLast(2) }
            return (above.joined(separator: "/"), letter)
        }
        return nil
    }

    /// `C`, `C_`, `C:`, `C%3A` and `%5C%5C.%5CC%3A` are the drive C.
    private static func letter(of name: Substring) -> String? {
        var name = name
        if name.hasPrefix("%5C%5C.%5C") { name = name.dropFirst("%5C%5C.%5C".count) }
        guard let letter = name.first, letter.isASCII, letter.isLetter,
            ["", "_", ":", "%3A", "%3a"].contains(name.dropFirst())
        else { return nil }
        return letter.uppercased()
    }

    /// The name of a container without its endings.
    static func stem(of name: Substring) -> Substring {
        var stem = name
        while let ending = endings.first(where: { stem.lowercased().hasSuffix($0) && stem.count > $0.count }) {
            stem.removeLast(ending.count)
        }
        return stem
    }

    private static let endings = [
        ".zip", ".7z", ".tar", ".tgz", ".tbz", ".tbz2", ".txz", ".tzst", ".gz", ".bz2", ".xz", ".zst", ".zstd",
    ]

    /// The name, where a computer can be called so and folders are not by habit. KAPE puts the time before the name that its
    /// archives are given: `2026-03-01T101500_WS8`.
    static func hostName(of name: Substring) -> String? {
        var folder = name
        if let time = folder.prefixMatch(of: /\d{4}-\d\d-\d\dT\d{6}_/) { folder = folder[time.range.upperBound...] }
        guard isHostName(folder), !commonNames.contains(folder.lowercased()), folder.contains(where: \.isLetter),
            letter(of: folder) == nil
        else { return nil }
        return String(folder)
    }

    /// Letters, digits, hyphens, underscores and points, as many as a name has at most (RFC 1035 2.3.4).
    static func isHostName(_ text: some StringProtocol) -> Bool {
        (1...253).contains(text.utf8.count) && text.first != "." && text.first != "-"
            && text.utf8.allSatisfy {
                $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
                    || $0 == UInt8(ascii: ".") || $0 >= 0x80
            }
    }
}
