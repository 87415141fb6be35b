import Vocabulary

/// What a question of an intruder's session is asked for: programs of Windows that do one thing, by their names. Those
/// that do many things (`net.exe`, `cmd.exe`, `powershell.exe`) say nothing without their arguments, which rules read.
enum CommandTable {
    /// Techniques by the name of the file, lower case (MITRE ATT&CK, discovery).
    static func techniques(_ image: String) -> [TechniqueID] { table[ImagePath.base(image)] ?? [] }

    private static let table: [String: [TechniqueID]] = [
        "whoami.exe": ["T1033"], "quser.exe": ["T1033"], "qwinsta.exe": ["T1033"],
        "systeminfo.exe": ["T1082"], "hostname.exe": ["T1082"], "ver.exe": ["T1082"],
        "ipconfig.exe": ["T1016"], "route.exe": ["T1016"], "getmac.exe": ["T1016"],
        "arp.exe": ["T1018"], "nbtstat.exe": ["T1018"], "nltest.exe": ["T1018", "T1482"],
        "netstat.exe": ["T1049"], "tasklist.exe": ["T1057"], "qprocess.exe": ["T1057"],
        "dsquery.exe": ["T1087.002"], "adfind.exe": ["T1087.002"], "gpresult.exe": ["T1615"],
    ].mapValues { $0.compactMap { TechniqueID($0) } }
}
