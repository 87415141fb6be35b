import Vocabulary

extension Preservation.Kind {
    /// The contents that are such an image by their own marks; those of a program or a document are none.
    fileprivate var images: Set<HeldKind> {
        switch self {
        case .memory: [.memoryImage, .crashDump, .coreDump, .hibernation]
        case .disk: [.diskImage, .volume, .encryptedVolume]
        case .logs, .other: []
        }
    }
}

/// What preserves the memory or the disk of a system.
extension Case {
    /// Less than this holds no memory and no disk: the smallest machines in use have many times as much of either.
    private static let smallestImageInBytes = 1 << 20

    /// Refuses what is known to be something else, and what nobody but who says so takes for an image of this system: memory
    /// and disks are often copied without any mark, and a mark says nothing of whose it is.
    func requireImage(
        _ item: CustodyItem, of kind: Preservation.Kind, in context: DecisionContext
    ) throws(CaseRefusal) {
        let file = item.sealed
        if let reading = readings[file.id], reading.records > 0 || reading.format.isLog {
            throw .impossible(
                "\(file.name) was read as a log (\(reading.format.rawValue)): it preserves logs, and no \(kind.rawValue)"
            )
        }
        try requireSubstance(file)
        if case .text = readings[file.id]?.unread {
            throw .impossible(
                "\(file.name) is a text: it preserves what it says (--kind other), and no \(kind.rawValue)")
        }
        guard file.bytes >= Self.smallestImageInBytes else {
            throw .impossible(
                "\(file.name) has \(file.bytes) bytes, and an image of memory or of a disk has 1 MiB or more: say what it "
                    + "is (--kind logs or --kind other)")
        }
        let known = readings(of: file.id).compactMap(\.unread?.heldKind)
        if let other = known.first, !known.contains(where: kind.images.contains) {
            throw .impossible(
                "\(file.name) is known for what it is (\(HeldContent.of(other)?.name ?? other.rawValue)): it preserves "
                    + "that (--kind other), and no \(kind.rawValue)")
        }
        // What was read by a release that did not say what it is, is taken as it is.
        guard readings(of: file.id).contains(where: { $0.unread != nil }) else { return }
        try requireSecond(item, "whose content is not read", in: context)
    }

    /// Refuses what is one byte over and over.
    func requireSubstance(_ file: SealedEvidence) throws(CaseRefusal) {
        guard let unread = readings[file.id]?.unread, case .filled = unread else { return }
        throw .impossible("\(file.name) is \(unread.words): it preserves nothing")
    }
}
