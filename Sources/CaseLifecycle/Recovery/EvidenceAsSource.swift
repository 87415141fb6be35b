import Vocabulary

extension Case {
    /// Why a file, which is evidence of this case or a program of the intruder, is nothing to restore a system from; nil
    /// where it may be.
    func whyNoSource(_ sha256: EvidenceID) -> String? {
        if let tool = scope.tools.first(where: { KnownIndicators.hashes(of: $0).contains(sha256.hex) }) {
            return "\(sha256) is \(tool.name), which the intruder brought, no source to restore from"
        }
        if let reading = readings[sha256],
            reading.format.isLog || (reading.records > 0 && !reading.format.isContainer)
        {
            return "\(sha256) is a log of this case (\(reading.format.rawValue)), no source to restore from"
        }
        guard let item = custody.items[sha256] else { return nil }
        // What preserves traces was taken after the compromise.
        if let target = item.preserves.min() {
            return "\(sha256) is evidence of \(target), taken after its compromise, no source to restore from"
        }
        guard let first = earliestCompromise, let newest = newestRecord(of: item), newest >= first else { return nil }
        return
            "\(sha256) is evidence that holds a record of \(newest), after the first compromise (\(first)): no source "
            + "to restore from"
    }
}

extension EvidenceFormat {
    /// Whether it holds records of its own: it is neither a container nor anything that is not read.
    var isLog: Bool { self != .unknown && !isContainer }
}
