/// Which files could be run, as far as their paths tell.
enum ProgramPath {
    /// Whether a path is that of a program, a script, a library or a list of what is started: by the ending of its name, or
    /// because what lies in its folder is run, served, or read by what decides what is started and who may log on.
    static func couldRun(_ path: String) -> Bool {
        // Windows drops spaces and full stops at the end of a name.
        let parts = path.lowercased().split { $0 == "/" || $0 == "\\" }.map { part in
            part == ".."
                ? part
                : part.prefix(
                    upTo: part.lastIndex { $0 != " " && $0 != "." }.map(part.index(after:)) ?? part.startIndex)
        }
        guard let name = parts.last, let first = parts.first else { return false }
        // Where a path that goes back leads is not read from its folders.
        if parts.contains("..") { return true }
        if isGrownLog(parts) { return false }
        // Programs have names without an ending where endings mean nothing; what grows in folders of logs has, too.
        if !name.dropFirst().contains("."), !parts.dropLast().contains(where: { logs.contains(String($0)) }) {
            return true
        }
        if parts.count > 1, roots.contains(String(first)) { return true }
        if parts.dropLast().contains(where: { folders.contains(String($0)) || $0.hasPrefix("cron") }) { return true }
        if isServed(parts.dropLast()) { return true }
        if names.contains(String(name)) { return true }
        // `libc.so.6` ends in a number.
        return name.split(separator: ".").dropFirst().contains { endings.contains(String($0)) }
    }

    /// Windows keeps its event logs among its programs, and they grow by the minute.
    private static func isGrownLog(_ parts: [Substring]) -> Bool {
        parts.dropLast().suffix(3) == ["system32", "winevt", "logs"] && parts.last?.hasSuffix(".evtx") == true
    }

    /// Whether a folder is that of a web server, which runs or hands out what lies in it; its logs do not.
    private static func isServed(_ parts: ArraySlice<Substring>) -> Bool {
        guard let place = parts.firstIndex(where: { webRoots.contains(String($0)) }) else { return false }
        return parts[place] != "inetpub" || parts[(place + 1)...].first != "logs"
    }

    private static let endings: Set<String> = [
        "exe", "dll", "sys", "com", "scr", "cpl", "ocx", "drv", "msi", "msp", "bat", "cmd", "ps1", "psm1", "psd1",
        "vbs",
        "vbe", "js", "jse", "wsf", "wsh", "hta", "lnk", "jar", "class", "war", "jsp", "jspx", "php", "asp", "aspx",
        "ashx",
        "py", "pyc", "pl", "rb", "sh", "bash", "ksh", "so", "ko", "dylib", "service", "timer", "socket", "path",
        "desktop",
        "rules", "plist", "job", "xll", "xlam", "dotm", "docm", "xlsm", "pptm", "chm", "inf", "reg",
    ]

    /// Folders of POSIX systems that hold what a system consists of.
    private static let roots: Set<String> = ["usr", "boot", "lib", "lib32", "lib64"]

    private static let folders: Set<String> = [
        "bin", "sbin", "libexec", "etc", "init.d", "rc.d", "systemd", "profile.d", "pam.d", "sudoers.d", "xinetd.d",
        "udev",
        ".ssh", "autostart", "startup", "tasks", "system32", "syswow64", "sysnative", "drivers", "launchagents",
        "launchdaemons",
    ]

    private static let webRoots: Set<String> = [
        "inetpub", "wwwroot", "www", "htdocs", "public_html", "webapps", "cgi-bin",
    ]

    private static let logs: Set<String> = ["log", "logs", "journal", "cache", "spool"]

    private static let names: Set<String> = [
        "crontab", "sudoers", "passwd", "shadow", "group", "ld.so.preload", "rc.local", "authorized_keys", ".bashrc",
        ".profile", ".bash_profile", "profile", "bash.bashrc", "hosts", "sshd_config", "web.config", ".htaccess",
        ".user.ini",
    ]
}
