import Vocabulary

/// Services, accounts, groups, the directory and the logs themselves.
extension HostLog {
    /// Installs a service: System 7045 and event 4697.
    mutating func installService(_ name: String, file: String, by session: Session, at time: Timestamp) {
        record(
            .serviceInstalled, at: time, from: services.id, user: session.account.sid,
            .eventData([
                EventField("ServiceName", .string(name)), EventField("ImagePath", .string(file)),
                EventField("ServiceType", .string("user mode service")),
                EventField("StartType", .string("demand start")), EventField("AccountName", .string("LocalSystem")),
            ]))
        record(
            .serviceInstalledAudit, at: time,
            .eventData(
                subject(session) + [
                    EventField("ServiceName", .string(name)), EventField("ServiceFileName", .string(file)),
                    EventField("ServiceType", .hex32(0x10)), EventField("ServiceStartType", .uint32(3)),
                    EventField("ServiceAccount", .string("LocalSystem")),
                ]))
    }

    /// Starts or stops a service: System 7036.
    mutating func service(_ name: String, running: Bool, at time: Timestamp) {
        record(
            .serviceState, at: time, from: services.id,
            .eventData([
                EventField("param1", .string(name)), EventField("param2", .string(running ? "running" : "stopped")),
            ]))
    }

    /// Lists the members of the local administrators: event 4799.
    mutating func listAdministrators(by process: Process, at time: Timestamp) {
        record(
            .groupEnumerated, at: time,
            .eventData(
                [
                    EventField("TargetUserName", .string("Administrators")),
                    EventField("TargetDomainName", .string("Builtin")),
                    EventField("TargetSid", .sid(SID(5, 32, 544))),
                ] + subject(process.session) + [
                    EventField("CallerProcessId", .hex64(UInt64(process.id))),
                    EventField("CallerProcessName", .string(process.image)),
                ]))
    }

    /// Reads secrets out of the directory as a domain controller would: event 4662.
    ///
    /// - Parameter right: The extended right used; replication is `1131f6aa-…`, of secrets too `1131f6ad-…`.
    mutating func replicateDirectory(right: String, by session: Session, at time: Timestamp) {
        record(
            .directoryAccessed, at: time,
            .eventData(
                subject(session) + [
                    EventField("ObjectServer", .string("DS")),
                    EventField("ObjectType", .string("%{19195a5b-6da0-11d0-afd3-00c04fd930c9}")),
                    EventField("ObjectName", .string("%{\(randomGUID().description.dropFirst().dropLast())}")),
                    EventField("OperationType", .string("Object Access")), EventField("HandleId", .hex64(0)),
                    EventField("AccessList", .string("%%7688\r\n\t\t\t\t")), EventField("AccessMask", .hex32(0x100)),
                    EventField(
                        "Properties",
                        .string("%%7688\r\n\t\t{\(right)}\r\n\t{19195a5b-6da0-11d0-afd3-00c04fd930c9}\r\n")),
                    EventField("AdditionalInfo", .string("-")), EventField("AdditionalInfo2", .string("")),
                ]))
    }

    /// Creates a domain account with a password: events 4720, 4722 and 4724.
    mutating func createAccount(_ account: Account, by session: Session, at time: Timestamp) {
        let target = [
            EventField("TargetUserName", .string(account.name)),
            EventField("TargetDomainName", .string(account.domain)), EventField("TargetSid", .sid(account.sid)),
        ]
        let unset = [
            "DisplayName", "UserPrincipalName", "HomeDirectory", "HomePath", "ScriptPath", "ProfilePath",
            "UserWorkstations",
        ]
        record(
            .accountCreated, at: time,
            .eventData(
                target + subject(session)
                    + [
                        EventField("PrivilegeList", .string("-")), EventField("SamAccountName", .string(account.name)),
                    ]
                    + unset.map { EventField($0, .string($0 == "UserPrincipalName" ? "-" : "%%1793")) } + [
                        EventField("PasswordLastSet", .string("%%1794")),
                        EventField("AccountExpires", .string("%%1794")),
                        EventField("PrimaryGroupId", .string("513")),
                        EventField("AllowedToDelegateTo", .string("-")), EventField("OldUacValue", .string("0x0")),
                        EventField("NewUacValue", .string("0x15")),
                        EventField("UserAccountControl", .string("\r\n\t\t%%2080\r\n\t\t%%2082\r\n\t\t%%2084")),
                        EventField("UserParameters", .string("%%1793")), EventField("SidHistory", .string("-")),
                        EventField("LogonHours", .string("%%1793")),
                    ]))
        record(.accountEnabled, at: time.advanced(byMilliseconds: 9), .eventData(target + subject(session)))
        record(.passwordSet, at: time.advanced(byMilliseconds: 11), .eventData(target + subject(session)))
    }

    /// Makes an account a domain administrator: event 4728.
    mutating func addToDomainAdministrators(_ account: Account, by session: Session, at time: Timestamp) {
        record(
            .addedToGlobalGroup, at: time,
            .eventData(
                [
                    EventField("MemberName", .string("CN=\(account.name),CN=Users,\(domain.distinguishedName)")),
                    EventField("MemberSid", .sid(account.sid)), EventField("TargetUserName", .string("Domain Admins")),
                    EventField("TargetDomainName", .string(domain.shortName)),
                    EventField("TargetSid", .sid(domain.administrators)),
                ] + subject(session) + [EventField("PrivilegeList", .string("-"))]))
    }

    /// Clears the Security log: event 1102, the first record of what remains.
    mutating func clearSecurityLog(by session: Session, at time: Timestamp) {
        record(
            .logCleared, at: time, from: services.id,
            .userData(
                element: "LogFileCleared", namespace: "http://manifests.microsoft.com/win/2004/08/windows/eventlog",
                subject(session)))
    }
}
