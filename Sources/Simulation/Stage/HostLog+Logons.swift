import Vocabulary

/// Logons on this host, and the domain controller's part in them.
extension HostLog {
    /// Logs an account on: event 4624, and 4672 where the session is privileged.
    ///
    /// - Parameters:
    ///   - origin: Where from; nil for a logon at the host itself.
    ///   - client: The name that the other computer gives itself, where it proves itself by NTLM over the network; nil
    ///     for Kerberos.
    mutating func logOn(
        _ account: Account, _ type: LogonType, from origin: Origin? = nil, client: String? = nil,
        privileged: Bool = false, at time: Timestamp
    ) -> Session {
        let kerberos = account.sid != .localSystem
        let session = Session(
            account: account, logonID: account.sid == .localSystem ? 0x3E7 : freshLogonID(at: time),
            guid: kerberos && client == nil ? randomGUID() : .zero, type: type, start: time, privileged: privileged)
        let network = type == .network
        let (process, package): (String, String) =
            switch type {
            case .network where client != nil: ("NtLmSsp ", "NTLM")
            case .network: ("Kerberos", "Kerberos")
            case .service, .batch: ("Advapi  ", "Negotiate")
            case .interactive, .unlock, .remoteInteractive: ("User32 ", "Negotiate")
            }
        let writer = type == .service || type == .batch ? services : launcher
        record(
            .logon, at: time,
            .eventData(
                (network ? Self.nobody : subject(systemSession)) + [
                    EventField("TargetUserSid", .sid(account.sid)),
                    EventField("TargetUserName", .string(kerberos ? account.name : "SYSTEM")),
                    EventField(
                        "TargetDomainName",
                        .string(kerberos ? (network ? domain.realm : account.domain) : "NT AUTHORITY")),
                    EventField("TargetLogonId", .hex64(session.logonID)),
                    EventField("LogonType", .uint32(type.rawValue)), EventField("LogonProcessName", .string(process)),
                    EventField("AuthenticationPackageName", .string(package)),
                    EventField("WorkstationName", .string(client ?? (network || !kerberos ? "-" : host.name))),
                    EventField("LogonGuid", .guid(session.guid)), EventField("TransmittedServices", .string("-")),
                    EventField("LmPackageName", .string(client == nil ? "-" : "NTLM V2")),
                    EventField("KeyLength", .uint32(client == nil ? 0 : 128)),
                    EventField("ProcessId", .hex64(network ? 0 : UInt64(writer.id))),
                    EventField("ProcessName", .string(network ? "-" : writer.image)),
                    EventField("IpAddress", .string(origin?.address ?? (kerberos && !network ? "127.0.0.1" : "-"))),
                    EventField("IpPort", .string(origin.map { $0.port.description } ?? (kerberos ? "0" : "-"))),
                    EventField("ImpersonationLevel", .string("%%1833")),
                    EventField("RestrictedAdminMode", .string(type == .remoteInteractive ? "%%1843" : "-")),
                    EventField("TargetOutboundUserName", .string("-")),
                    EventField("TargetOutboundDomainName", .string("-")),
                    EventField("VirtualAccount", .string("%%1843")), EventField("TargetLinkedLogonId", .hex64(0)),
                    EventField("ElevatedToken", .string(privileged || !kerberos ? "%%1842" : "%%1843")),
                ]))
        guard privileged || !kerberos else { return session }
        let privileges = [
            "SeSecurityPrivilege", "SeBackupPrivilege", "SeRestorePrivilege", "SeTakeOwnershipPrivilege",
            "SeDebugPrivilege", "SeSystemEnvironmentPrivilege", "SeLoadDriverPrivilege", "SeImpersonatePrivilege",
        ]
        // Written after the logon itself, always.
        record(
            .specialPrivileges, at: time.advanced(byMilliseconds: 1),
            .eventData(
                (kerberos ? subject(session) : subject(session, named: "SYSTEM", of: "NT AUTHORITY"))
                    + [EventField("PrivilegeList", .string(privileges.joined(separator: "\r\n\t\t\t")))]))
        return session
    }

    /// Refuses a logon over the network for a wrong password: event 4625.
    mutating func refuseLogon(of name: String, from origin: Origin, at time: Timestamp) {
        record(
            .logonFailed, at: time,
            .eventData(
                Self.nobody + [
                    EventField("TargetUserSid", .sid(.nobody)), EventField("TargetUserName", .string(name)),
                    EventField("TargetDomainName", .string("")), EventField("Status", .hex32(0xC000_006D)),
                    EventField("FailureReason", .string("%%2313")), EventField("SubStatus", .hex32(0xC000_006A)),
                    EventField("LogonType", .uint32(3)), EventField("LogonProcessName", .string("NtLmSsp ")),
                    EventField("AuthenticationPackageName", .string("NTLM")),
                    EventField("WorkstationName", .string("-")), EventField("TransmittedServices", .string("-")),
                    EventField("LmPackageName", .string("-")), EventField("KeyLength", .uint32(0)),
                    EventField("ProcessId", .hex64(0)), EventField("ProcessName", .string("-")),
                    EventField("IpAddress", .string(origin.address)),
                    EventField("IpPort", .string(origin.port.description)),
                ]))
    }

    /// Opens a remote desktop: the connection, the logon, and what the desktop starts.
    mutating func openDesktop(for account: Account, from client: Host, at time: Timestamp) -> Process {
        let origin = Origin(address: client.address, port: freshPort())
        let service = standing(
            "C:\\Windows\\System32\\svchost.exe", "C:\\Windows\\System32\\svchost.exe -k NetworkService -s TermService")
        accept(origin, name: client.fullName, on: 3389, by: service, at: time)
        let session = logOn(
            account, .remoteInteractive, from: origin, privileged: true, at: time.advanced(bySeconds: 2))
        return start(
            "C:\\Windows\\explorer.exe", "C:\\Windows\\Explorer.EXE", by: scheduler, session: session,
            integrity: .high, at: time.advanced(bySeconds: 5))
    }

    /// Ends a session: event 4634.
    mutating func logOff(_ session: Session, at time: Timestamp) {
        record(
            .logoff, at: time,
            .eventData([
                EventField("TargetUserSid", .sid(session.account.sid)),
                EventField("TargetUserName", .string(session.account.name)),
                EventField("TargetDomainName", .string(session.account.domain)),
                EventField("TargetLogonId", .hex64(session.logonID)),
                EventField("LogonType", .uint32(session.type.rawValue)),
            ]))
    }

    /// Uses another account's credentials towards a host: event 4648, written where the process runs.
    ///
    /// - Parameter service: The service asked for, `cifs` or `HTTP`.
    mutating func useCredentials(
        of account: Account, towards target: Host, service: String, by process: Process, at time: Timestamp
    ) {
        record(
            .explicitCredentials, at: time,
            .eventData(
                subject(process.session) + [
                    EventField("LogonGuid", .guid(process.session.guid)),
                    EventField("TargetUserName", .string(account.name)),
                    EventField("TargetDomainName", .string(account.domain)),
                    EventField("TargetLogonGuid", .guid(randomGUID())),
                    EventField("TargetServerName", .string(target.fullName)),
                    EventField("TargetInfo", .string("\(service)/\(target.fullName)")),
                    EventField("ProcessId", .hex64(UInt64(process.id))),
                    EventField("ProcessName", .string(process.image)), EventField("IpAddress", .string("-")),
                    EventField("IpPort", .string("-")),
                ]))
    }

    /// Grants a ticket-granting ticket, on a domain controller: event 4768.
    mutating func grantTicket(to account: Account, from origin: Origin, at time: Timestamp) {
        record(
            .ticketGranted, at: time,
            .eventData([
                EventField("TargetUserName", .string(account.name)),
                EventField("TargetDomainName", .string(domain.realm)), EventField("TargetSid", .sid(account.sid)),
                EventField("ServiceName", .string("krbtgt")), EventField("ServiceSid", .sid(domain.ticketService)),
                EventField("TicketOptions", .hex32(0x4081_0010)), EventField("Status", .hex32(0)),
                EventField("TicketEncryptionType", .hex32(0x12)), EventField("PreAuthType", .string("2")),
                EventField("IpAddress", .string("::ffff:" + origin.address)),
                EventField("IpPort", .string(origin.port.description)), EventField("CertIssuerName", .string("")),
                EventField("CertSerialNumber", .string("")), EventField("CertThumbprint", .string("")),
            ]))
    }

    /// Grants a ticket for a host's services, on a domain controller: event 4769.
    mutating func grantServiceTicket(to account: Account, for target: Host, from origin: Origin, at time: Timestamp) {
        record(
            .serviceTicketGranted, at: time,
            .eventData([
                EventField("TargetUserName", .string("\(account.name)@\(domain.realm)")),
                EventField("TargetDomainName", .string(domain.realm)),
                EventField("ServiceName", .string(target.name + "$")), EventField("ServiceSid", .sid(target.sid)),
                EventField("TicketOptions", .hex32(0x4081_0000)), EventField("TicketEncryptionType", .hex32(0x12)),
                EventField("IpAddress", .string("::ffff:" + origin.address)),
                EventField("IpPort", .string(origin.port.description)), EventField("Status", .hex32(0)),
                EventField("LogonGuid", .guid(randomGUID())), EventField("TransmittedServices", .string("-")),
            ]))
    }

    /// Refuses a wrong password, on a domain controller: event 4771.
    mutating func refuseTicket(to account: Account, from origin: Origin, at time: Timestamp) {
        record(
            .preauthenticationFailed, at: time,
            .eventData([
                EventField("TargetUserName", .string(account.name)), EventField("TargetSid", .sid(account.sid)),
                EventField("ServiceName", .string("krbtgt/\(domain.realm)")),
                EventField("TicketOptions", .hex32(0x4081_0010)), EventField("Status", .hex32(0x18)),
                EventField("PreAuthType", .string("2")),
                EventField("IpAddress", .string("::ffff:" + origin.address)),
                EventField("IpPort", .string(origin.port.description)), EventField("CertIssuerName", .string("")),
                EventField("CertSerialNumber", .string("")), EventField("CertThumbprint", .string("")),
            ]))
    }

    /// Checks a password by NTLM, on a domain controller: event 4776.
    mutating func validate(_ account: Account, at workstation: Host, time: Timestamp) {
        record(
            .credentialsValidated, at: time,
            .eventData([
                EventField("PackageName", .string("MICROSOFT_AUTHENTICATION_PACKAGE_V1_0")),
                EventField("TargetUserName", .string(account.name)),
                EventField("Workstation", .string(workstation.name)), EventField("Status", .hex32(0)),
            ]))
    }

    /// The subject of a logon that nobody on the host asked for.
    private static let nobody = [
        EventField("SubjectUserSid", .sid(.nobody)), EventField("SubjectUserName", .string("-")),
        EventField("SubjectDomainName", .string("-")), EventField("SubjectLogonId", .hex64(0)),
    ]

    private func subject(_ session: Session, named name: String, of domain: String) -> [EventField] {
        [
            EventField("SubjectUserSid", .sid(session.account.sid)), EventField("SubjectUserName", .string(name)),
            EventField("SubjectDomainName", .string(domain)), EventField("SubjectLogonId", .hex64(session.logonID)),
        ]
    }
}
