/// What the log of an evidence item says in one field: a value, or why there is none to be had.
package enum Stated: Hashable, Sendable, Codable {
    /// In the order of their text; a system can have several addresses.
    case known(values: [String])
    case unknown(reason: String)

    package var text: String {
        switch self {
        case .known(let values): values.joined(separator: ", ")
        case .unknown(let reason): "unknown: \(reason)"
        }
    }
}

/// What identifies an evidence item: the fields of NIST SP 800-61r2 section 3.3.2. All are required; `unknown` with a
/// reason is a value.
package enum IdentifyingField: String, Hashable, Sendable, Codable, CaseIterable {
    case location, serialNumber, modelNumber, hostname, macAddresses, ipAddresses

    /// The option of `evidence custody` that states it, without its dashes.
    package var option: String {
        switch self {
        case .location: "location"
        case .serialNumber: "serial"
        case .modelNumber: "model"
        case .hostname: "hostname"
        case .macAddresses: "mac"
        case .ipAddresses: "ip"
        }
    }

    var words: String {
        switch self {
        case .location: "where it was found"
        case .serialNumber: "the serial number"
        case .modelNumber: "the model number"
        case .hostname: "the hostname"
        case .macAddresses: "the MAC addresses"
        case .ipAddresses: "the IP addresses"
        }
    }
}

/// One field of an item's identification.
package struct IdentifyingFact: Hashable, Sendable, Codable {
    package let field: IdentifyingField
    package let stated: Stated

    package init(_ field: IdentifyingField, _ stated: Stated) {
        self.field = field
        self.stated = stated
    }
}

/// What must be known of each person who collected or handled evidence (NIST SP 800-61r2 section 3.3.2).
package enum HandlerField: String, Hashable, Sendable, Codable, CaseIterable {
    case name, title, phone
}

/// Who somebody was when handling evidence: copied from the roster at that moment, or `unknown` with a reason.
package struct HandlerDetails: Hashable, Sendable, Codable {
    package internal(set) var name: Stated?
    package internal(set) var title: Stated?
    package internal(set) var phone: Stated?

    package init(name: Stated? = nil, title: Stated? = nil, phone: Stated? = nil) {
        self.name = name
        self.title = title
        self.phone = phone
    }

    package subscript(field: HandlerField) -> Stated? {
        switch field {
        case .name: name
        case .title: title
        case .phone: phone
        }
    }

    package var missing: [HandlerField] { HandlerField.allCases.filter { self[$0] == nil } }
}
