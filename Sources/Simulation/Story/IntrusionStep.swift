import Vocabulary

/// The steps of the sample's story, in order, with the ATT&CK techniques that each one shows.
enum IntrusionStep: String, CaseIterable {
    case macroDocument = "macro document"
    case persistence
    case commandAndControl = "command and control"
    case discovery
    case elevation
    case credentialTheft = "credential theft"
    case moveToFileServer = "move to the file server"
    case serverCredentialTheft = "credential theft on the file server"
    case collection
    case exfiltration
    case moveToController = "move to the domain controller"
    case domainTheft = "theft of the directory"
    case newAdministrator = "new administrator"
    case impact = "shadow copies deleted"
    case cleanUp = "log cleared"

    var techniques: [TechniqueID] {
        let texts =
            switch self {
            case .macroDocument: ["T1566.001", "T1204.002", "T1059.001", "T1027", "T1105"]
            case .persistence: ["T1547.001", "T1053.005"]
            case .commandAndControl: ["T1071.001"]
            case .discovery: ["T1033", "T1016", "T1082", "T1069.002", "T1018", "T1135", "T1087.001"]
            case .elevation: ["T1548.002"]
            case .credentialTheft: ["T1003.001"]
            case .moveToFileServer: ["T1078.002", "T1021.002", "T1570", "T1543.003", "T1569.002"]
            case .serverCredentialTheft: ["T1003.001"]
            case .collection: ["T1039", "T1074.001", "T1560.001"]
            case .exfiltration: ["T1567.002"]
            case .moveToController: ["T1078.002", "T1021.006"]
            case .domainTheft: ["T1003.003", "T1003.006"]
            case .newAdministrator: ["T1136.002", "T1098"]
            case .impact: ["T1047", "T1490"]
            case .cleanUp: ["T1070.001"]
            }
        return texts.compactMap { TechniqueID($0) }
    }
}
