/// What the version resource of an executable says, which Sysmon copies into each process record.
struct Program {
    let originalName: String
    let description: String
    let product: String
    let company: String
    let version: String

    private static func windows(_ originalName: String, _ description: String) -> Program {
        Program(
            originalName: originalName, description: description, product: "Microsoft® Windows® Operating System",
            company: "Microsoft Corporation", version: "10.0.20348.1 (WinBuild.160101.0800)")
    }

    private static func office(_ originalName: String, _ description: String) -> Program {
        Program(
            originalName: originalName, description: description, product: "Microsoft Office",
            company: "Microsoft Corporation", version: "16.0.17328.20282")
    }

    /// A program without a version resource.
    static let unknown = Program(originalName: "-", description: "-", product: "-", company: "-", version: "-")

    /// The program of a path, by its last component; ``unknown`` where the table has none.
    static func at(_ path: String) -> Program {
        let file = path.split(separator: "\\").last.map { $0.lowercased() } ?? ""
        return table[file] ?? .unknown
    }

    private static let table: [String: Program] = [
        "backgroundtaskhost.exe": windows("backgroundTaskHost.exe", "Background Task Host"),
        "calc.exe": windows("CALC.EXE", "Windows Calculator"),
        "cmd.exe": windows("Cmd.Exe", "Windows Command Processor"),
        "conhost.exe": windows("CONHOST.EXE", "Console Window Host"),
        "defrag.exe": windows("Defrag.EXE", "Disk Defragmenter Module"),
        "dllhost.exe": windows("dllhost.exe", "COM Surrogate"),
        "explorer.exe": windows("EXPLORER.EXE", "Windows Explorer"),
        "fodhelper.exe": windows("FodHelper.EXE", "Features On Demand Helper"),
        "gpupdate.exe": windows("GPUpdate.exe", "Microsoft® Group Policy Update Utility"),
        "ipconfig.exe": windows("ipconfig.exe", "IP Configuration Utility"),
        "mmc.exe": windows("mmc.exe", "Microsoft Management Console"),
        "mpcmdrun.exe": Program(
            originalName: "MpCmdRun.exe", description: "Microsoft Malware Protection Command Line Utility",
            product: "Microsoft® Windows® Operating System", company: "Microsoft Corporation",
            version: "4.18.24010.12 (WinBuild.160101.0800)"),
        "net.exe": windows("net.exe", "Net Command"),
        "net1.exe": windows("net1.exe", "Net Command"),
        "nltest.exe": windows("nltestrk.exe", "Microsoft® Logon Server Test Utility"),
        "notepad.exe": windows("NOTEPAD.EXE", "Notepad"),
        "ntdsutil.exe": windows("ntdsutil.exe", "NT5DS"),
        "perfmon.exe": windows("perfmon.exe", "Resource and Performance Monitor"),
        "powershell.exe": windows("PowerShell.EXE", "Windows PowerShell"),
        "rundll32.exe": windows("RUNDLL32.EXE", "Windows host process (Rundll32)"),
        "schtasks.exe": windows("schtasks.exe", "Task Scheduler Configuration Tool"),
        "searchprotocolhost.exe": windows("SearchProtocolHost.exe", "Microsoft Windows Search Protocol Host"),
        "sppsvc.exe": windows("sppsvc.exe", "Microsoft Software Protection Platform Service"),
        "svchost.exe": windows("svchost.exe", "Host Process for Windows Services"),
        "systeminfo.exe": windows("sysinfo.exe", "Displays system information"),
        "taskhostw.exe": windows("taskhostw.exe", "Host Process for Windows Tasks"),
        "usoclient.exe": windows("UsoClient", "UsoClient"),
        "vssadmin.exe": windows("VSSADMIN.EXE", "Command Line Interface for Microsoft® Volume Shadow Copy Service"),
        "wbadmin.exe": windows("WBADMIN.EXE", "Command Line Interface for Microsoft® BLB Backup"),
        "wevtutil.exe": windows("wevtutil.exe", "Eventing Command Line Utility"),
        "whoami.exe": windows("whoami.exe", "whoami - displays logged on user information"),
        "wmic.exe": windows("wmic.exe", "WMI Commandline Utility"),
        "wmiprvse.exe": windows("Wmiprvse.exe", "WMI Provider Host"),
        "wsmprovhost.exe": windows("wsmprovhost.exe", "Host process for WinRM plug-ins"),
        "excel.exe": office("Excel.exe", "Microsoft Excel"),
        "outlook.exe": office("Outlook.exe", "Microsoft Outlook"),
        "winword.exe": office("WinWord.exe", "Microsoft Word"),
        "msedge.exe": Program(
            originalName: "msedge.exe", description: "Microsoft Edge", product: "Microsoft Edge",
            company: "Microsoft Corporation", version: "122.0.2365.80"),
        "microsoftedgeupdate.exe": Program(
            originalName: "msedgeupdate.dll", description: "Microsoft Edge Update",
            product: "Microsoft Edge Update", company: "Microsoft Corporation", version: "1.3.185.17"),
        "7zfm.exe": Program(
            originalName: "7zFM.exe", description: "7-Zip File Manager", product: "7-Zip", company: "Igor Pavlov",
            version: "23.01"),
        "bkagent.exe": Program(
            originalName: "bkagent.exe", description: "Northwall Backup Agent", product: "Northwall Backup",
            company: "Northwall Example Ltd", version: "7.2.1.0"),
        "ps64.exe": sysinternals("psexec.c", "Execute processes remotely", "Sysinternals PsExec", "2.43"),
        "psexesvc.exe": sysinternals("psexesvc.exe", "PsExec Service", "Sysinternals PsExec", "2.43"),
        "procdump64.exe": sysinternals("procdump", "Sysinternals process dump utility", "ProcDump", "11.0"),
        "rar.exe": Program(
            originalName: "rar.exe", description: "Command line RAR", product: "WinRAR",
            company: "Alexander Roshal", version: "6.24.0"),
        "rclone.exe": Program(
            originalName: "rclone.exe", description: "Rsync for cloud storage", product: "Rclone",
            company: "https://rclone.org", version: "1.65.2"),
    ]

    private static func sysinternals(
        _ originalName: String, _ description: String, _ product: String, _ version: String
    ) -> Program {
        Program(
            originalName: originalName, description: description, product: product,
            company: "Sysinternals - www.sysinternals.com", version: version)
    }
}
