import Vocabulary

/// The parties that the addresses and servers of one store stand for, each found out once unless the address goes from
/// hand to hand.
struct PartyMemo {
    private let texts: [String]
    private let directory: HostDirectory
    /// Whether a text may be the name of a computer; else it is an address.
    private let mayBeName: Bool
    private var known: [UInt32]

    private static let notYet = UInt32.max
    private static let changing = UInt32.max - 1

    init(_ texts: [String], _ directory: HostDirectory, mayBeName: Bool = false) {
        self.texts = texts
        self.directory = directory
        self.mayBeName = mayBeName
        known = Array(repeating: Self.notYet, count: texts.count)
    }

    mutating func party(of text: UInt32, around time: Timestamp, _ entities: inout EntityTable) -> Party {
        let code = known[Int(text)]
        if code < Self.changing { return Party(code: code) }
        let word = texts[Int(text)]
        if mayBeName, let host = HostName(word) {
            let party = Party.host(entities.number(of: directory.name(of: host)))
            known[Int(text)] = party.code
            return party
        }
        let address = mayBeName ? NetworkAddress.telling(word) : word
        let party = directory.party(at: address, around: time, &entities)
        known[Int(text)] = directory.isChanging(address) ? Self.changing : party.code
        return party
    }
}

extension HostDirectory {
    /// The party behind an address around a moment.
    fileprivate func party(at address: String, around time: Timestamp, _ entities: inout EntityTable) -> Party {
        if address.isEmpty { return .unknown }
        if let host = host(at: address, around: time) { return .host(entities.number(of: host)) }
        return entities.party(ofAddress: address)
    }
}
