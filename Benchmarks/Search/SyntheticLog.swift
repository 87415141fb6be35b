/// Windows-like records of about 1 kB as JSON lines: process starts of Sysmon, logons and other events of the Security
/// log, with the mixture of repeated and unique values that real ones have.
struct SyntheticLog {
    private var state: UInt64
    private var number = 0
    /// Milliseconds of the year, of 28 days a month.
    private var ticks: Int64 = 0

    /// A log that begins with the year 2026, five records a second.
    ///
    /// - Parameter seed: The same seed gives the same log.
    init(seed: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    }

    private mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }

    private mutating func below(_ bound: Int) -> Int { Int(next() >> 11) % bound }

    private static let programs = [
        "svchost", "cmd", "powershell", "lsass", "services", "taskhostw", "conhost", "rundll32", "wmiprvse", "dllhost",
        "explorer", "net", "whoami", "ipconfig", "reg", "schtasks", "msedge", "outlook", "winword", "excel",
    ].map { #"C:\\Windows\\System32\\\#($0).exe"# }

    private mutating func hexadecimal(_ digits: Int) -> String {
        let text = String(next(), radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, digits - text.count)) + text.suffix(digits)
    }

    private mutating func guid() -> String {
        "{\(hexadecimal(8))-\(hexadecimal(4))-\(hexadecimal(4))-\(hexadecimal(4))-\(hexadecimal(12))}"
    }

    private func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// The time of the next record, some milliseconds after the last.
    private mutating func time() -> String {
        ticks += Int64(below(400))
        let day = ticks / 86_400_000 % 28 + 1
        let second = ticks / 1000
        let fraction = String(1_000 + ticks % 1000).dropFirst()
        let month = ticks / (28 * 86_400_000) % 12 + 1
        return
            "2026-\(two(month))-\(two(day))T\(two(second / 3600 % 24)):\(two(second / 60 % 60)):\(two(second % 60)).\(fraction)Z"
    }

    /// Appends a record of about 1 kB.
    mutating func append(to out: inout [UInt8]) {
        number += 1
        let (time, host, user) = (time(), below(300), below(500))
        let program = Self.programs[below(20)]
        var line = #"{"@timestamp":"\#(time)","Computer":"WS-\#(host).corp.example","EventRecordID":\#(number),"#
        if below(2) == 0 {
            let parent = Self.programs[below(20)]
            line += """
                "Channel":"Microsoft-Windows-Sysmon/Operational","Provider_Name":"Microsoft-Windows-Sysmon","EventID":1,\
                "Level":4,"Task":1,"Keywords":"0x8000000000000000","ProcessID":\(below(9000)),"ThreadID":\(below(9000)),\
                "RuleName":"-","UtcTime":"\(time.dropLast())","ProcessGuid":"\(guid())","ProcessId":\(below(60000)),\
                "Image":"\(program)","FileVersion":"10.0.19041.1 (WinBuild.160101.0800)",\
                "Description":"Host Process for Windows Services","Product":"Microsoft Windows Operating System",\
                "Company":"Microsoft Corporation","OriginalFileName":"\(program.split(separator: "\\").last ?? "")",\
                "CommandLine":"\(program) -k netsvcs -p -s task\(below(5000)) /arg:\(below(1_000_000)) /target:10.\(below(4)).\(below(250)).\(below(250))",\
                "CurrentDirectory":"C:\\\\Windows\\\\system32\\\\","User":"CORP\\\\user\(user)","LogonGuid":"\(guid())",\
                "LogonId":"0x\(hexadecimal(6))","TerminalSessionId":\(below(5)),"IntegrityLevel":"Medium",\
                "Hashes":"SHA256=\(String(repeating: "A\(below(200))F", count: 16))","ParentProcessGuid":"\(guid())",\
                "ParentProcessId":\(below(60000)),"ParentImage":"\(parent)","ParentCommandLine":"\(parent) -Embedding"}\n
                """
        } else {
            let address = "10.\(below(4)).\(below(250)).\(below(250))"
            line += """
                "Channel":"Security","Provider_Name":"Microsoft-Windows-Security-Auditing","EventID":\([4624, 4625, 4634, 4672, 4688][below(5)]),\
                "Level":0,"Task":12544,"Keywords":"0x8020000000000000","ProcessID":\(below(900)),"ThreadID":\(below(9000)),\
                "SubjectUserSid":"S-1-5-18","SubjectUserName":"WS-\(host)$","SubjectDomainName":"CORP","SubjectLogonId":"0x3E7",\
                "TargetUserSid":"S-1-5-21-3623811015-3361044348-30300820-\(1000 + user)","TargetUserName":"user\(user)",\
                "TargetDomainName":"CORP","TargetLogonId":"0x\(hexadecimal(7))","LogonType":\(below(4) + 2),\
                "LogonProcessName":"Kerberos","AuthenticationPackageName":"Kerberos","WorkstationName":"WS-\(below(300))",\
                "LogonGuid":"\(guid())","TransmittedServices":"-","LmPackageName":"-","KeyLength":0,"ProcessName":"\(program)",\
                "IpAddress":"\(address)","IpPort":\(49152 + below(16000)),"ImpersonationLevel":"Impersonation",\
                "Message":"An account was successfully logged on. Subject: WS-\(host)$ of CORP. New logon: user\(user) from \(address)."}\n
                """
        }
        out.append(contentsOf: line.utf8)
    }
}
