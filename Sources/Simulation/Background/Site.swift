/// What ordinary people and machines run and visit.
enum Site {
    static let browser = "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe"

    static let powerShell = "C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe"

    static let inventory = [
        "Get-CimInstance -ClassName Win32_OperatingSystem | Select-Object Version, LastBootUpTime",
        "Get-CimInstance -ClassName Win32_LogicalDisk -Filter 'DriveType=3' | Select-Object DeviceID, FreeSpace",
        "Get-HotFix | Sort-Object InstalledOn | Select-Object -Last 5",
    ]

    static let programs = [
        ("C:\\Program Files\\Microsoft Office\\root\\Office16\\EXCEL.EXE", " \"H:\\Finance\\2026\\Budget.xlsx\""),
        ("C:\\Program Files\\Microsoft Office\\root\\Office16\\WINWORD.EXE", " /n \"H:\\Projects\\Minutes.docx\""),
        ("C:\\Windows\\System32\\notepad.exe", " C:\\Users\\jmoreau\\Documents\\todo.txt"),
        ("C:\\Windows\\System32\\calc.exe", ""),
        ("C:\\Program Files\\7-Zip\\7zFM.exe", " C:\\Users\\jmoreau\\Downloads\\photos.zip"),
        (browser, " --single-argument https://intranet.corp.example/news"),
    ]

    static let visited: [(name: String, address: String)] = [
        ("intranet.corp.example", "10.20.1.50"), ("mail.corp.example", "10.20.1.51"),
        ("news.daily.example", "203.0.113.10"), ("maps.example.org", "203.0.113.11"),
        ("travel.example.com", "203.0.113.12"), ("weather.example.net", "203.0.113.13"),
        ("payroll.supplier.example", "198.51.100.9"),
    ]

    static let documents = ["Budget.xlsx", "Minutes.docx", "Offer_0417.pdf", "Roadmap.pptx", "Contract_draft.docx"]

    static let maintenance = [
        ("C:\\Windows\\System32\\taskhostw.exe", " Install $(Arg0)"),
        ("C:\\Windows\\System32\\backgroundTaskHost.exe", " -ServerName:App.AppXmtcan0h2tfbfy7k9kn8hbxb6dmzz1zh0.mca"),
        ("C:\\Windows\\System32\\UsoClient.exe", " StartScan"),
        ("C:\\Windows\\System32\\defrag.exe", " -c -h -k -g -$"),
        ("C:\\Windows\\System32\\sppsvc.exe", ""),
        ("C:\\Windows\\System32\\gpupdate.exe", " /target:computer"),
        (
            "C:\\Program Files (x86)\\Microsoft\\EdgeUpdate\\MicrosoftEdgeUpdate.exe",
            " /ua /installsource scheduler"
        ),
        (
            "C:\\ProgramData\\Microsoft\\Windows Defender\\Platform\\4.18.24010.12-0\\MpCmdRun.exe",
            " SignatureUpdate -ScheduleJob"
        ),
    ]

    static let administration = [
        ("C:\\Windows\\System32\\mmc.exe", " C:\\Windows\\System32\\services.msc"),
        ("C:\\Windows\\System32\\perfmon.exe", " /res"),
        ("C:\\Windows\\System32\\cmd.exe", ""),
        ("C:\\Windows\\System32\\ipconfig.exe", " /displaydns"),
        ("C:\\Windows\\System32\\net.exe", " user apetrov /domain"),
    ]

    static let services = [
        "WinHTTP Web Proxy Auto-Discovery Service", "Windows Update", "Background Intelligent Transfer Service",
        "Software Protection", "Windows Modules Installer",
    ]
}
