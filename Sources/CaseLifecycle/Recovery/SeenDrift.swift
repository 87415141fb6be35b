import Vocabulary

/// What comparisons showed to differ on a system, from its last restoration until one of them proves that it is gone. A
/// comparison that says less in between does not make it forgotten.
struct SeenDrift: Hashable, Sendable, Codable {
    /// The last observation that showed a difference, when it was made, and when that was entered.
    private(set) var observed: EvidenceID
    private(set) var observedAt: Timestamp
    private(set) var stamp: Stamp
    /// The version of the case with the first of them.
    let version: Int
    /// The baselines that showed one.
    private(set) var baselines: Set<EvidenceID> = []
    /// The kinds that files show to differ.
    private(set) var inFiles: Set<BaselineKind> = []
    /// Whether the last observation came with a difference that somebody saw by other means.
    private(set) var isByHand = false
    /// What differed, in words, each with the observation that showed it last.
    private var items: [String: EvidenceID] = [:]
    /// Those of ``items`` that were not seen since something was last removed from the system.
    private var beforeTreatment: Set<String> = []

    init(_ recorded: RecordedComparison) {
        let comparison = recorded.comparison
        observed = comparison.observedHash
        observedAt = comparison.observedAt
        stamp = recorded.stamp
        version = recorded.version
        take(comparison, recorded.stamp)
    }

    /// Takes one more comparison that is no proof.
    mutating func take(_ comparison: BaselineComparison, _ stamp: Stamp) {
        inFiles.subtract(comparison.compared)
        guard comparison.differs else { return }
        observed = comparison.observedHash
        observedAt = max(observedAt, comparison.observedAt)
        self.stamp = stamp
        baselines.insert(comparison.baselineHash)
        inFiles.formUnion(comparison.kindsThatDiffer)
        isByHand = comparison.byHand.contains { !$0.matches }
        for item in comparison.hidden { items[item.words] = nil }
        for item in comparison.thingsThatDiffer {
            items[item] = comparison.observedHash
            beforeTreatment.remove(item)
        }
    }

    /// Something was removed from the system: what differed before may be gone for it.
    mutating func treated() { beforeTreatment = Set(items.keys) }

    /// What a comparison that proves a system to be back at its baseline shows to be gone though nobody did anything about
    /// it. What was seen in the same observation, or is on its ignore list, is explained and not gone.
    func goneByItself(by comparison: BaselineComparison) -> [String] {
        let explained = Set(comparison.hidden.map(\.words))
        return items.filter {
            $0.value != comparison.observedHash && !explained.contains($0.key) && !beforeTreatment.contains($0.key)
        }.keys.sorted()
    }

    /// What a comparison with a baseline that came after the difference was seen proves to be as it should.
    func accepted(by comparison: BaselineComparison) -> [String] {
        Set(items.keys).subtracting(comparison.hidden.map(\.words)).sorted()
    }
}

/// A baseline that came to the case after it was seen what differs on a system, and from which that does not differ.
struct LateBaseline: Hashable, Sendable, Codable {
    let sha256: EvidenceID
    /// What had differed, in words, in order.
    let accepted: [String]
}

extension BaselineComparison {
    fileprivate var thingsThatDiffer: [String] {
        let rest = driftCount - drift.count
        return drift.map(\.words) + (rest > 0 ? ["\(rest) more"] : []) + observedHits
            + byHand.filter { !$0.matches }.map { "\($0.kind.rawValue), seen by hand" }
    }

    /// The kinds that files show to differ: all that they hold, where not every difference was kept.
    fileprivate var kindsThatDiffer: [BaselineKind] { driftCount > drift.count ? compared : drift.map(\.kind) }
}

extension DriftItem {
    fileprivate var words: String { "\(key) (\(kind.rawValue), \(change.rawValue))" }
}

extension Case {
    /// What was seen to differ is gone when a later look shows it. An observation from before that look shows nothing, and
    /// what files showed is not settled by anybody's word.
    func checkAfterDrift(_ comparison: BaselineComparison) throws(CaseRefusal) {
        guard let drift = recovery.drifts[comparison.system] else { return }
        if recovery.isLate(comparison.baselineHash, after: drift), comparison.observedHash == drift.observed,
            !comparison.differs, comparison.hidden.isEmpty
        {
            throw .impossible(
                "this baseline came after \(comparison.system) was seen to differ, and but for its date it is what was "
                    + "observed then: restore \(comparison.system) or put it right, and observe it anew; what it rightly has, "
                    + "its owner accepts: cordon plan override \(id) --gate GATE-BASELINE "
                    + "--system \(ShellWord.quoted(comparison.system)) "
                    + "\(ShellWord.option("--left-out", comparison.system)) --category CATEGORY --reason TEXT "
                    + "--debt-owner NAME --debt-due TIME")
        }
        // What was seen may be explained: by a list of what changes daily, or by a baseline that fits better.
        let isSeenThen = comparison.observedHash == drift.observed && !drift.isByHand
        let entered = recovery.observations[comparison.observedHash]?.stamp.time ?? drift.stamp.time
        guard isSeenThen || (comparison.observedAt > drift.observedAt && entered >= drift.stamp.time) else {
            throw .impossible(
                "\(comparison.system) was seen to differ at \(drift.observedAt), and this observation is of "
                    + "\(comparison.observedAt)"
                    + (entered < drift.stamp.time ? " and was entered before" : "")
                    + ": put it right, and observe it anew")
        }
        let said = comparison.byHand.map(\.kind).filter {
            drift.inFiles.contains($0) && !comparison.compared.contains($0)
        }
        guard said.isEmpty else {
            let names = said.map(\.rawValue).joined(separator: ", ")
            throw .impossible(
                "files showed that \(comparison.system) differs in \(names), and a look by hand does not settle that: observe "
                    + "it anew, with \(names) in the file; or restore it")
        }
    }
}
