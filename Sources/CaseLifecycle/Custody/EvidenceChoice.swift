package import Vocabulary

extension Case {
    /// The fewest digits of a hash that name evidence: the chance that two files share eight is small, and where they
    /// do, more are asked for.
    package static let fewestDigits = 8

    /// The evidence that people mean by a hash or its first digits, in either case.
    ///
    /// - Throws: ``CaseRefusal/unknownItem(_:)`` where the case has none; ``CaseRefusal/impossible(_:)`` for fewer than
    ///   ``fewestDigits``, for what is no hash, and where several are meant.
    package func evidence(named text: String) throws(CaseRefusal) -> EvidenceID {
        let digits = text.lowercased()
        if let id = EvidenceID(hex: digits), holds(id) { return id }
        guard (Self.fewestDigits...64).contains(digits.utf8.count), digits.allSatisfy({ $0.isASCII && $0.isHexDigit })
        else {
            throw .impossible(
                "evidence is named by its SHA-256 or its first \(Self.fewestDigits) digits or more, not by \(text)")
        }
        let found = evidence.filter { $0.id.hex.hasPrefix(digits) }
        guard let id = found.first?.id else {
            if let file = EvidenceID(hex: digits), let container = container(of: file) {
                throw .impossible(
                    "\(text) lies inside of \(container), which is what was sealed and is kept as evidence: name that one"
                )
            }
            throw .unknownItem("evidence \(text)")
        }
        guard found.count == 1 else { throw .impossible("\(found.count) evidence files begin with \(text)") }
        return id
    }

    /// The items that are meant, each once, in the order of the hashes.
    ///
    /// - Throws: What ``evidence(named:)`` throws, and where nothing is meant.
    package func items(_ selection: EvidenceSelection) throws(CaseRefusal) -> [CustodyItem] {
        var chosen: Set<EvidenceID> = []
        switch selection {
        case .all: for item in custody.items.values where !item.isDestroyed { chosen.insert(item.sealed.id) }
        case .named(let names): for name in names { chosen.insert(try evidence(named: name)) }
        }
        guard !chosen.isEmpty else { throw .missing(["which evidence: a SHA-256, or --all"]) }
        return chosen.sorted().compactMap { custody.items[$0] }
    }

    /// The same, refused where one of them was destroyed.
    func living(_ selection: EvidenceSelection) throws(CaseRefusal) -> [CustodyItem] {
        let items = try items(selection)
        if let gone = items.first(where: \.isDestroyed) { throw .impossible("\(gone.sealed.id) was destroyed") }
        return items
    }
}
