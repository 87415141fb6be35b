import Vocabulary

/// What kind of program wrote a message, by its name.
enum ProgramKind {
    case secureShell, sudo, switchUser, accounts, cron, kernel, sysmon, webServer
    /// Servers of DHCP.
    case addressServer
    /// Others that log to the facilities of authentication.
    case authentication
    case other

    @inline(__always)
    init(_ bytes: Span<UInt8>, _ program: Range<Int>) {
        // The first letter decides for most; paths and the upper case of forked crons are looked through.
        var name = program
        if let slash = bytes.last(UInt8(ascii: "/"), in: program), bytes[program.lowerBound] == UInt8(ascii: "/") {
            name = slash + 1..<program.upperBound
        }
        guard !name.isEmpty else {
            self = .other
            return
        }
        func named(_ text: StaticString) -> Bool { bytes.equals(name, text) }
        self =
            switch bytes[name.lowerBound] {
            case UInt8(ascii: "s"):
                if named("sshd") || named("sshd-session") || named("sshd-auth") {
                    .secureShell
                } else if named("sudo") {
                    .sudo
                } else if named("su") {
                    .switchUser
                } else if named("sysmon") {
                    .sysmon
                } else if named("systemd-logind") {
                    .authentication
                } else {
                    .other
                }
            case UInt8(ascii: "u"):
                named("useradd") || named("usermod") || named("userdel") ? .accounts : .other
            case UInt8(ascii: "g"):
                named("groupadd") || named("groupmod") || named("groupdel") || named("gpasswd") ? .accounts : .other
            case UInt8(ascii: "p"): named("passwd") ? .accounts : named("polkitd") ? .authentication : .other
            case UInt8(ascii: "c"):
                named("crond") || named("cron") || named("crontab")
                    ? .cron : named("chpasswd") || named("chage") || named("chfn") ? .accounts : .other
            case UInt8(ascii: "d"):
                named("dhcpd") || named("dnsmasq-dhcp") || named("dnsmasq") ? .addressServer : .other
            case UInt8(ascii: "C"): named("CRON") || named("CROND") ? .cron : .other
            case UInt8(ascii: "n"): named("nginx") ? .webServer : .other
            case UInt8(ascii: "a"): named("apache2") || named("apache") ? .webServer : .other
            case UInt8(ascii: "h"): named("httpd") ? .webServer : .other
            case UInt8(ascii: "k"): named("kernel") ? .kernel : .other
            case UInt8(ascii: "l"): named("login") ? .authentication : .other
            default: .other
            }
    }

    /// The log of Debian that such messages go to, under which rules look for them. Red Hat's names differ.
    @inline(__always)
    func channel(facility: Int?, _ logs: LineConstants) -> LineConstants.Text {
        switch self {
        case .secureShell, .sudo, .switchUser, .accounts, .authentication: return logs.auth
        case .cron: return logs.cron
        case .kernel: return logs.kernel
        case .sysmon, .webServer, .addressServer, .other: break
        }
        // RFC 5424, section 6.2.1.
        switch facility {
        case 0: return logs.kernel
        case 1: return logs.user
        case 3: return logs.daemon
        case 4, 10: return logs.auth
        case 9, 15: return logs.cron
        default: return logs.syslog
        }
    }
}
