/// Programs that administrators and intruders both use, or only intruders, by the names they were built with.
enum ToolTable {
    private static let tools: [String: String] = {
        var table: [String: String] = [:]
        for line in text.split(separator: "\n") {
            let names = line.split(separator: " ").map(String.init)
            guard let tool = names.first else { continue }
            for name in names { table[name] = tool }
        }
        return table
    }()

    // The tool's name, then the other names its programs have, without extension.
    private static let text = """
        psexec psexec64 psexesvc paexec csexec
        mimikatz mimidrv mimilib
        procdump procdump64
        rclone
        sharphound bloodhound azurehound
        rubeus
        seatbelt
        sharpup
        purplesharp
        adfind
        nbtscan
        netscan
        advanced_ip_scanner
        angryip ipscan
        nmap
        masscan
        plink
        putty
        ngrok
        chisel
        frpc
        ligolo
        megasync megacmd
        winscp
        filezilla
        7z 7za 7zg
        winrar rar
        anydesk
        teamviewer
        screenconnect connectwisecontrol.client
        atera_agent ateraagent
        splashtop
        rustdesk
        nanodump
        dumpert
        lazagne
        nircmd
        processhacker
        pchunter64 pchunter
        gmer
        defendercontrol
        nssm
        netcat nc nc64 ncat
        crackmapexec netexec
        evil-winrm
        winpeas winpeasx64
        pingcastle
        certify
        certipy
        kerbrute
        inveigh
        responder
        whisker
        sharpdpapi
        sharpview
        powersploit
        wce
        gsecdump
        pwdump pwdump7
        fgdump
        sdelete sdelete64
        """

    /// The tool behind an image path or the name a program was built with; nil where neither is known.
    static func tool(image: String, originalName: String) -> String? {
        [originalName, image].lazy.compactMap { tools[stem($0)] }.first
    }

    private static func stem(_ path: String) -> String {
        // PsExec was built as `psexec.c`.
        let base = ImagePath.base(path)
        return [".exe", ".c"].first(where: base.hasSuffix).map { String(base.dropLast($0.count)) } ?? base
    }
}
