/// Which files could be run, as far as their paths tell.
enum ProgramPath {
    /// Whether a path is that of a program, a script, a library or a list of what is started: by the ending of its name, or
    /// because everything in its folder is run or read by what decides who may log on.
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
        // Programs have names without an ending where endings mean nothing; what grows in folders of logs has, too.
        if !name.dropFirst().contains("."), !parts.dropLast().contains(where: { logs.contains(String($0)) }) {
            return true
        }
        if parts.count > 1, roots.contains(String(first)) { return true }
        if parts.dropLast().contains(where: { folders.contains(String($0)) }) { return true }
        if names.contains(String(name)) { return true }
        // `libc.so.6` ends in a number.
        return name.split(separator: ".").dropFirst().contains { endings.contains(String($0)) }
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
        "bin", "sbin", "libexec", "init.d", "rc.d", "systemd", "cron", "cron.d", "cron.hourly", "cron.daily",
        "cron.weekly",
        "cron.monthly", "crontabs", "profile.d", "pam.d", "sudoers.d", "xinetd.d", "udev", ".ssh", "autostart",
        "startup",
        "tasks",
    ]

    private static let logs: Set<String> = ["log", "logs", "journal", "cache", "spool"]

    private static let names: Set<String> = [
        "crontab", "sudoers", "passwd", "shadow", "group", "ld.so.preload", "rc.local", "authorized_keys", ".bashrc",
        ".profile", ".bash_profile", "profile", "bash.bashrc", "hosts", "sshd_config",
    ]
}
