/// The values that observations are made of.
enum Field: Int, CaseIterable {
    case accountDomain
    case accountName
    case accessMask
    case address
    case clientAddress
    case connection
    case destinationHostname
    case destinationIp
    case destinationPort
    case hashes
    case image
    case initiated
    case ipAddress
    case keyFingerprint
    case logonId
    case logonType
    case newProcessName
    case method
    case originalFileName
    case outcome
    case param1
    case param2
    case param3
    case parentCommandLine
    case parentImage
    case parentProcessName
    case processName
    case program
    case queryName
    case queryResults
    case relativeTargetName
    case serviceName
    case shareName
    case sourceHostname
    case sourceIp
    case remoteAddress
    case remoteUser
    case subjectDomainName
    case subjectLogonId
    case subjectUserName
    case targetDomainName
    case targetLogonId
    case targetServerName
    case targetUserName
    case user
    case workstationName

    // Of the lesser logs of Windows, of Linux and of sensors.
    case action
    case application
    case assignedAddress
    case client
    case clientIP
    case clientMachine
    case clientName
    case connectionState
    case cookie
    case destAddress
    case destPort
    case direction
    case domainName
    case duration
    case endpoint
    case hostName
    case hostname
    case interfaceIn
    case interfaceOut
    case ipPort
    case isAuthenticated
    case managementOperation
    case fileName
    case operation
    case originatorAddress
    case originatorPort
    case packetDestination
    case packetSource
    case path
    case remoteHost
    case remotePort
    case requestType
    case responderAddress
    case responderBytes
    case responderPort
    case serverName
    case service
    case sourceAddress
    case sourcePort
    case success
    case targetFilename
    case userContext
    case username
    case value

    /// The name that Windows gives it; in small letters those that logs of Linux are read into.
    var name: String {
        switch self {
        case .accountDomain: "AccountDomain"
        case .accountName: "AccountName"
        case .accessMask: "AccessMask"
        case .address: "Address"
        case .clientAddress: "ClientAddress"
        case .connection: "connection"
        case .destinationHostname: "DestinationHostname"
        case .destinationIp: "DestinationIp"
        case .destinationPort: "DestinationPort"
        case .hashes: "Hashes"
        case .image: "Image"
        case .initiated: "Initiated"
        case .ipAddress: "IpAddress"
        case .keyFingerprint: "key_fingerprint"
        case .logonId: "LogonId"
        case .logonType: "LogonType"
        case .newProcessName: "NewProcessName"
        case .method: "method"
        case .originalFileName: "OriginalFileName"
        case .outcome: "outcome"
        case .param1: "Param1"
        case .param2: "Param2"
        case .param3: "Param3"
        case .parentCommandLine: "ParentCommandLine"
        case .parentImage: "ParentImage"
        case .parentProcessName: "ParentProcessName"
        case .processName: "ProcessName"
        case .program: "program"
        case .queryName: "QueryName"
        case .queryResults: "QueryResults"
        case .relativeTargetName: "RelativeTargetName"
        case .serviceName: "ServiceName"
        case .shareName: "ShareName"
        case .sourceHostname: "SourceHostname"
        case .remoteAddress: "src_ip"
        case .remoteUser: "user"
        case .sourceIp: "SourceIp"
        case .subjectDomainName: "SubjectDomainName"
        case .subjectLogonId: "SubjectLogonId"
        case .subjectUserName: "SubjectUserName"
        case .targetDomainName: "TargetDomainName"
        case .targetLogonId: "TargetLogonId"
        case .targetServerName: "TargetServerName"
        case .targetUserName: "TargetUserName"
        case .user: "User"
        case .workstationName: "WorkstationName"
        case .action: "action"
        case .application: "Application"
        case .assignedAddress: "assigned_addr"
        case .client: "client"
        case .clientIP: "ClientIP"
        case .clientMachine: "ClientMachine"
        case .clientName: "ClientName"
        case .connectionState: "conn_state"
        case .cookie: "cookie"
        case .destAddress: "DestAddress"
        case .destPort: "DestPort"
        case .direction: "Direction"
        case .domainName: "domainname"
        case .duration: "duration"
        case .endpoint: "endpoint"
        case .hostName: "host_name"
        case .hostname: "hostname"
        case .interfaceIn: "IN"
        case .interfaceOut: "OUT"
        case .ipPort: "IpPort"
        case .isAuthenticated: "auth_success"
        case .managementOperation: "Operation"
        case .fileName: "name"
        case .operation: "operation"
        case .originatorAddress: "id.orig_h"
        case .originatorPort: "id.orig_p"
        case .packetDestination: "DST"
        case .packetSource: "SRC"
        case .path: "path"
        case .remoteHost: "src_host"
        case .remotePort: "src_port"
        case .requestType: "request_type"
        case .responderAddress: "id.resp_h"
        case .responderBytes: "resp_bytes"
        case .responderPort: "id.resp_p"
        case .serverName: "server_nb_computer_name"
        case .service: "service"
        case .sourceAddress: "SourceAddress"
        case .sourcePort: "SourcePort"
        case .success: "success"
        case .targetFilename: "TargetFilename"
        case .userContext: "UserContext"
        case .username: "username"
        case .value: "Value"
        }
    }
}
