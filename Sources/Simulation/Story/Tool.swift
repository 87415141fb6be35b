/// Paths that the story uses again and again.
enum Tool {
    static let shell = system("cmd.exe")
    static let schtasks = system("schtasks.exe")
    static let powerShell = system("WindowsPowerShell\\v1.0\\powershell.exe")
    static let implant = "C:\\Users\\jmoreau\\AppData\\Roaming\\odsync.exe"
    static let remoteShell = "C:\\Users\\Public\\ps64.exe"
    static let dumpTrace =
        "C:\\Windows\\SYSTEM32\\ntdll.dll+9d4c4|C:\\Windows\\System32\\KERNELBASE.dll+32ea6|C:\\Windows\\SYSTEM32\\dbgcore.DLL+6b2d"

    static func system(_ file: String) -> String { "C:\\Windows\\System32\\" + file }
}
