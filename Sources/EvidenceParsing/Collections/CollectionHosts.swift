import Vocabulary

/// Whose the files are that a collection program gathered, as its folders and own notes say.
///
/// Works on paths alone, and so on folders as well as on the entries of a container:
///
///     let hosts = CollectionHosts(paths: ["WS5/C/Windows/System32/winevt/Logs/System.evtx"]) { _ in nil }
///     hosts.statement(for: "WS5/C/inetpub/logs/u_ex1.log")?.host  // "WS5"
package struct CollectionHosts: Sendable {
    /// A name, and what gave it.
    package struct Statement: Hashable, Sendable {
        package let host: String
        /// In words, with names from the collection in it.
        package let source: String
    }

    /// Bytes of a note that are looked at.
    package static let noteLength = 64 << 10
    /// Notes that are looked at: a collection has two or three, and some hold hundreds of computers.
    static let mostNotes = 4096

    /// By folder, without the slash at its end.
    private var folders: [String: Statement] = [:]

    /// - Parameters:
    ///   - paths: Of all files, with slashes.
    ///   - container: The name of the container that they stand in, if they do.
    ///   - note: The first ``noteLength`` bytes of the file of that number; nil where they cannot be had.
    package init(paths: [String], in container: String? = nil, note: (Int) -> [UInt8]?) {
        var drives: [String: String] = [:]
        for path in paths {
            guard let (folder, drive) = CollectionLayout.drive(in: path) else { continue }
            // The system's own drive says most.
            if drives[folder] != "C" { drives[folder] = drive }
            if let (name, kind) = Self.name(of: folder, with: path, in: container),
                let host = CollectionLayout.hostName(of: name)
            {
                folders[folder] = Statement(host: host, source: "the \(kind) \(name), which holds the drive \(drive)")
            }
        }
        var notes = 0
        for (index, path) in paths.enumerated() {
            guard let kind = CollectionNote(path: path), notes < Self.mostNotes else { continue }
            // KAPE notes the computer that it ran on: that of the files where it copied the system's own drive.
            if kind.program == .kape, drives[kind.folder] != "C" { continue }
            notes += 1
            guard let host = note(index).flatMap({ kind.host(in: $0) }) else { continue }
            folders[kind.folder] = Statement(host: host, source: kind.source)
        }
    }

    /// What a folder is called, and what it is: a container stands in paths like a folder, and is one for what lies at its
    /// top.
    private static func name(
        of folder: String, with path: String, in container: String?
    ) -> (name: Substring, kind: String)? {
        guard let last = folder.split(separator: "/").last ?? container?.split(separator: "/").last else { return nil }
        let isContainer = folder.isEmpty || last.last == "!"
        let name = last.last == "!" ? last.dropLast() : last
        // A name with a form of its own says more; Velociraptor calls what it exports by numbers.
        if CollectionName(name) != nil { return nil }
        if isContainer, path.dropFirst(folder.count).drop(while: { $0 == "/" }).hasPrefix("uploads/") { return nil }
        return isContainer ? (CollectionLayout.stem(of: name), "container") : (last, "folder")
    }

    /// Who is said to have had a file; the innermost folder that says so counts, and a note more than a name.
    package func statement(for path: String) -> Statement? {
        var end = path.endIndex
        while true {
            let inner = path[..<end]
            if let known = folders[String(inner)] { return known }
            let slash = inner.lastIndex(of: "/")
            var name = slash.map { inner[inner.index(after: $0)...] } ?? inner
            // A container inside of another stands in the paths of its entries like a folder.
            if name.last == "!" { name.removeLast() }
            if let named = CollectionName(name) { return Statement(host: named.host, source: named.source) }
            // What stands at the top speaks for everything.
            guard let slash else { return folders[""] }
            end = slash
        }
    }
}
