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
    ].map { Array($0.utf8) }

    /// Whether an ordinary user could have put the program where it is.
    ///
    /// Asked of every process of a case, so it looks at bytes: each part begins with a backslash and is ASCII.
    static func isUserWritable(_ path: String) -> Bool {
        var path = path
        return path.withUTF8 { bytes in
            bytes.indices.contains { start in
                bytes[start] == UInt8(ascii: "\\") && writableParts.contains { begins(bytes[start...], with: $0) }
            }
        }
    }

    /// - Parameter part: In small letters.
    private static func begins(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, with part: [UInt8]) -> Bool {
        guard bytes.count >= part.count else { return false }
        return zip(bytes, part).allSatisfy { byte, expected in
            byte == expected || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) && byte | 0x20 == expected
        }
    }

    private static let programEndings: Set<String> = [
        "exe", "dll", "sys", "msi", "bat", "cmd", "ps1", "vbs", "js", "jse", "wsf", "hta", "scr", "cpl",
    ]

    /// Whether a file's name is that of something that runs.
    static func isProgram(_ path: String) -> Bool {
        path.lastIndex(of: ".").map { programEndings.contains(path[path.index(after: $0)...].lowercased()) } ?? false
    }
}
