import Vocabulary

/// The values that observations are made of, by the names Windows gives them.
enum Field: String, CaseIterable {
    case accountDomain = "AccountDomain"
    case accountName = "AccountName"
    case accessMask = "AccessMask"
    case address = "Address"
    case clientAddress = "ClientAddress"
    case connection
    case destinationIp = "DestinationIp"
    case destinationPort = "DestinationPort"
    case hashes = "Hashes"
    case image = "Image"
    case initiated = "Initiated"
    case ipAddress = "IpAddress"
    case logonId = "LogonId"
    case logonType = "LogonType"
    case newProcessName = "NewProcessName"
    case originalFileName = "OriginalFileName"
    case param1 = "Param1"
    case param2 = "Param2"
    case param3 = "Param3"
    case parentCommandLine = "ParentCommandLine"
    case parentImage = "ParentImage"
    case parentProcessName = "ParentProcessName"
    case processName = "ProcessName"
    case queryName = "QueryName"
    case queryResults = "QueryResults"
    case relativeTargetName = "RelativeTargetName"
    case serviceName = "ServiceName"
    case shareName = "ShareName"
    case sourceIp = "SourceIp"
    case subjectDomainName = "SubjectDomainName"
    case subjectLogonId = "SubjectLogonId"
    case subjectUserName = "SubjectUserName"
    case targetDomainName = "TargetDomainName"
    case targetLogonId = "TargetLogonId"
    case targetServerName = "TargetServerName"
    case targetUserName = "TargetUserName"
    case user = "User"
    case workstationName = "WorkstationName"
}

/// Finds those values in a record in one pass over its fields.
struct RecordFields {
    /// Longer values are passed over: names, paths and addresses are shorter, and an attacker chooses the length.
    static let longestText = 4_096

    private static let places: [Field: Int] = Dictionary(
        uniqueKeysWithValues: Field.allCases.enumerated().map { ($1, $0) })

    /// Place in `values` for each field number of the catalogue, negative for fields of no interest.
    private var placeOfField: [Int8]
    private var values: [FieldValue?]

    init(catalogue: FieldCatalogue) {
        placeOfField = Array(repeating: -1, count: catalogue.count)
        values = Array(repeating: nil, count: Field.allCases.count)
        for (place, field) in Field.allCases.enumerated() {
            for id in catalogue.ids(named: field.rawValue) { placeOfField[Int(id.index)] = Int8(place) }
        }
    }

    /// Turns to another record. Where a name stands twice, the first value counts.
    mutating func load(_ record: LogRecord) {
        for place in values.indices { values[place] = nil }
        for field in record.fields {
            let place = Int(placeOfField[Int(field.id.index)])
            if place >= 0, values[place] == nil { values[place] = field.value }
        }
    }

    /// The value as text; empty where the record lacks it or writes `-` for nothing.
    subscript(field: Field) -> String {
        guard let value = value(field), value.byteCount <= Self.longestText else { return "" }
        let text = value.text
        return text == "-" ? "" : text
    }

    /// The value as a number; 0 where there is none.
    func number(_ field: Field) -> Int64 { value(field)?.integer ?? 0 }

    func isTrue(_ field: Field) -> Bool {
        guard let value = value(field) else { return false }
        return value.bool ?? (value.byteCount <= 10 && value.text.lowercased() == "true")
    }

    func account(_ domain: Field, _ user: Field) -> AccountName? {
        AccountName(domain: self[domain], user: self[user])
    }

    private func value(_ field: Field) -> FieldValue? { Self.places[field].flatMap { values[$0] } }
}
