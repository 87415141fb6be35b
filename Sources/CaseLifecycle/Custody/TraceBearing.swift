import Vocabulary

extension HeldKind {
    /// Whether such a file, small as it may be, shows what was done on a system. A program, a document or a picture may lie
    /// anywhere and shows nothing by itself.
    var bearsTraces: Bool {
        switch self {
        case .windowsProgram, .unixProgram, .macProgram, .encryptedFile, .otherArchive, .compoundDocument, .document,
            .image, .propertyList, .sqlite, .thumbnails:
            false
        default: true
        }
    }
}
