/// Which native field feeds which common one, for all sources. To know another product, add a name.
///
/// Within each list the first name that a record has, with a value that says something, is taken: put what a product
/// defines most sharply first. Names are those of ``FieldName/name``, exact in case.
enum CommonFieldNames {
    /// A name that means this only where another field is known beside it; elsewhere it means something else.
    struct Name: ExpressibleByStringLiteral {
        let name: String
        var companion: String?

        init(stringLiteral name: String) { self.name = name }

        init(_ name: String, beside companion: String) {
            self.name = name
            self.companion = companion
        }
    }

    static let table: [(field: CommonField, names: [Name])] = [
        (.account, accounts), (.targetAccount, targetAccounts), (.process, processes), (.commandLine, commandLines),
        (.processID, processIDs), (.sourceAddress, sourceAddresses), (.sourcePort, sourcePorts),
        (.destinationAddress, destinationAddresses), (.destinationPort, destinationPorts), (.hashes, hashes),
        (.message, messages),
    ]

    private static let accounts: [Name] = [
        // What Entra's tables call `User` is the name that is shown.
        "SubjectUserName", "userPrincipalName", "UserPrincipalName", "User", "SourceUser", "user.name",
        "winlog.user.name",
        "userIdentity.userName", "userIdentity.arn", "userIdentity.principalId",  // CloudTrail
        "properties.userPrincipalName",  // Entra
        "initiatedBy.user.userPrincipalName", "InitiatedBy.user.userPrincipalName", "ActorUserPrincipalName",
        "initiatedBy.app.displayName", "Username",
        "UserId", "UserIds",  // Microsoft 365
        "InitiatingProcessAccountName", "AccountUpn", "AccountName", "Account Name",  // Defender
        "user.username",  // Kubernetes
        "User name",  // CloudTrail's console
        "caller", "protoPayload.authenticationInfo.principalEmail", "actor.alternateId",
        "AUID", "acct", "auid", "username", "user", "data.srcuser", "srcuser", "UserName",
        Name("client", beside: "request_type"),  // Zeek's kerberos; in ssh it is a program
        "evidence.userAccount.userPrincipalName", "evidence.userAccount.accountName",  // Microsoft Graph's alerts
        "cs-username", "_UID", "uid_name", "Account_Name",  // what Splunk extracts of the text of a Windows event
    ]

    private static let targetAccounts: [Name] = [
        "TargetUserName", "TargetUser", "user.target.name", "TargetUserOrGroupName", "MemberName", "TargetAccount",
        "requestParameters.userName", "targetResources.userPrincipalName", "TargetResources.userPrincipalName",
        "data.dstuser", "dstuser", "target_user",
    ]

    private static let processes: [Name] = [
        "NewProcessName", "Image", "SourceImage", "process.executable", "ProcessName",
        // Of the Windows Filtering Platform; in Entra's tables it is what was signed in to.
        Name("Application", beside: "FilterRTID"),
        "Process Name", "New_Process_Name", "Process_Name",
        Name("FileName", beside: "ProcessCommandLine"),  // Defender's hunting; elsewhere any file
        "evidence.imageFile.fileName",
        "InitiatingProcessFolderPath", "InitiatingProcessFileName", "exe", "_EXE", "SYSCALL.exe", "process.name",
        "HostApplication", "ServiceFileName", "ImagePath", "comm", "_COMM", "SYSCALL.comm", "app_name",
    ]

    private static let commandLines: [Name] = [
        "CommandLine", "process.command_line", "ProcessCommandLine", "InitiatingProcessCommandLine",
        "Process Command Line", "Process_Command_Line", "evidence.processCommandLine", "proctitle",
        "PROCTITLE", "PROCTITLE.ARGV", "_CMDLINE", "cmdline", "COMMAND", "command", "ScriptBlockText",
    ]

    private static let processIDs: [Name] = [
        "NewProcessId", "ProcessId", "ProcessID", "SourceProcessId", "SourceProcessID", "process.pid", "pid", "_PID",
        "SYSCALL.pid", "InitiatingProcessId", "New_Process_ID", "Process_ID",
    ]

    private static let sourceAddresses: [Name] = [
        "IpAddress", "SourceIp", "SourceAddress", "ClientAddress", "source.ip", "source.address", "client.ip",
        "sourceIPAddress", "sourceipaddress", "Source IP address", "sourceIPs", "src_ip", "srcip", "id.orig_h",
        "ipAddress", "IPAddress", "IP address", "properties.ipAddress", "initiatedBy.user.ipAddress",
        "InitiatedBy.user.ipAddress", "callerIpAddress", "CallerIpAddress",
        "ClientIP", "ClientIPAddress", "ActorIpAddress", "protoPayload.requestMetadata.callerIp",
        "httpRequest.clientIp", "client.ipAddress", "data.srcip", "LocalIP", "remote_addr", "remote_ip", "clientip",
        "client_ip", "c-ip", "rhost", "addr",
        Name("saddr", beside: "daddr"),  // of packets; alone it is one of a socket, in hexadecimal digits
        "src", "Address", "Source_Network_Address", "Client_Address",
        Name("RemoteIP", beside: "LogonType"),  // of Defender's logons, where no local address stands
    ]

    private static let sourcePorts: [Name] = [
        "IpPort", "SourcePort", "source.port", "client.port", "src_port", "srcport", "id.orig_p", "data.srcport",
        "LocalPort", "remote_port", "spt", "Source_Port", "Client_Port",
        Name("RemotePort", beside: "LogonType"),
    ]

    private static let destinationAddresses: [Name] = [
        "DestinationIp", "DestAddress", "destination.ip", "destination.address", "server.ip", "dest_ip", "dst_ip",
        "dstip", "id.resp_h", "data.dstip", Name("RemoteIP", beside: "LocalIP"), "Remote IP", "s-ip", "daddr", "dst",
    ]

    private static let destinationPorts: [Name] = [
        "DestinationPort", "DestPort", "destination.port", "server.port", "dest_port", "dst_port", "dstport",
        "id.resp_p", "data.dstport", Name("RemotePort", beside: "LocalPort"), "Remote Port", "s-port", "dpt",
    ]

    private static let hashes: [Name] = [
        "Hashes", "Hash", "process.hash.sha256", "file.hash.sha256", "SHA256", "sha256", "InitiatingProcessSHA256",
        "fileinfo.sha256", "sha256_hash", "SHA1", "sha1", "process.hash.sha1", "file.hash.sha1", "fileinfo.sha1",
        "MD5", "md5", "process.hash.md5", "file.hash.md5", "fileinfo.md5", "md5_hash", "data.win.eventdata.hashes",
    ]

    private static let messages: [Name] = [
        "Message", "message", "MESSAGE", "msg", "full_log", "event.original", "Description", "desc", "Details",
        "log", "_raw", "title", "alert.signature",
    ]
}
