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
        }
    }
}
