/// The path of a program on Windows, as records write it.
enum ImagePath {
    /// The file's own name, lower case: `C:\Temp\A.EXE` gives `a.exe`.
    static func base(_ path: String) -> String {
        let end = path.lastIndex { $0 == "\\" || $0 == "/" }
        return (end.map { path[path.index(after: $0)...] } ?? path[...]).lowercased()
    }

    // Folders that any user may write to, so that nothing is installed there by an administrator.
    private static let writableParts = [
        "\\users\\", "\\temp\\", "\\tmp\\", "\\programdata\\", "\\perflogs\\", "\\$recycle.bin\\", "\\windows\\tasks\\",
        "\\windows\\debug\\", "\\windows\\tracing\\", "\\inetpub\\",
    ]

    /// Whether an ordinary user could have put the program where it is.
    static func isUserWritable(_ path: String) -> Bool {
        let lower = path.lowercased()
        return writableParts.contains { lower.contains($0) }
    }
}
