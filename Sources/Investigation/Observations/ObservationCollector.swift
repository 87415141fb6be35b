package import Vocabulary

/// Takes from a stream of records the few facts that the investigation needs, in bounded memory.
///
/// One collector serves one evidence file, or a portion of it; collectors are merged afterwards, in any order and
/// grouping, with the same result.
///
///     var collector = ObservationCollector(evidence: file)
///     collector.observe(batch, firstRecord: 0)
///     let scope = Investigator.assess([collector], findings: sightings)
package struct ObservationCollector: Sendable {
    /// Most observations of one kind that are kept, the earliest. At 64 bytes each, with the
    /// texts in them held once, this bounds a case to some tens of megabytes; a lead says when it was
    /// reached.
    package static let keptObservations = 200_000
    /// Most computers, logs of a computer, and uses of an address that are kept: ten times a large company's fleet, so
    /// that only made-up names reach it.
    package static let keptNames = 100_000

    /// A log of a computer: what we hold of it.
    struct Log: Hashable, Comparable, Sendable {
        let host: String
        let channel: String
        static func < (left: Self, right: Self) -> Bool { (left.host, left.channel) < (right.host, right.channel) }
    }

    /// Records held of one log, and the time they span.
    struct Coverage: Sendable {
        var records = 0
        var first: Timestamp?
        var last: Timestamp?
    }

    /// Records of other computers that name one.
    struct Mention: Sendable {
        var first: EvidenceReference
        var count = 1
        /// Of those, the ones in which a client gave itself the name.
        var claims = 0

        /// Nobody else calls a computer so.
        var isClaimed: Bool { claims == count }

        func joined(with other: Self) -> Self {
            .init(first: min(first, other.first), count: count &+ other.count, claims: claims &+ other.claims)
        }
    }

    /// A computer seen to use an address.
    struct AddressUse: Hashable, Comparable, Sendable {
        let address: String
        let host: HostName
        static func < (left: Self, right: Self) -> Bool { (left.address, left.host) < (right.address, right.host) }
    }

    package private(set) var evidence: EvidenceID
    let defaultHost: String?
    var coverage = CappedTable<Log, Coverage>(limit: keptNames)
    /// Records that name no computer, and are counted as those of ``defaultHost``.
    private var assumedRecords = 0
    var addressUses = CappedTable<AddressUse, AddressSightings>(limit: keptNames)
    /// Computers that other computers' records name, with the first record that does.
    var mentions = CappedTable<HostName, Mention>(limit: keptNames)

    var logons = CappedStore<Logon>(limit: keptObservations)
    var processes = CappedStore<ProcessStart>(limit: keptObservations)
    var installations = CappedStore<Installation>(limit: keptObservations)
    var shareUses = CappedStore<ShareUse>(limit: keptObservations)
    var flows = CappedStore<Flow>(limit: keptObservations)
    var webContacts = CappedStore<WebContact>(limit: keptObservations)
    var outgoingLogons = CappedStore<OutgoingLogon>(limit: keptObservations)
    var tickets = CappedStore<Ticket>(limit: keptObservations)
    var desktops = CappedStore<DesktopSession>(limit: keptObservations)
    var creations = CappedStore<AccountCreation>(limit: keptObservations)
    var clearings = CappedStore<LogClearing>(limit: keptObservations)
    var remoteActs = CappedStore<RemoteAct>(limit: keptObservations)
    var computerLogons = CappedStore<ComputerLogon>(limit: keptObservations)
    /// Hosts that give tickets away: domain controllers, on which every computer logs on all day.
    var controllers = CappedTable<String, Bool>(limit: keptNames)

    /// - Parameter defaultHost: Whose evidence it is, where a record names no computer.
    package init(evidence: EvidenceID, defaultHost: String? = nil) {
        self.evidence = evidence
        self.defaultHost = defaultHost
    }

    /// Looks at every record of a batch.
    ///
    /// - Parameters:
    ///   - batch: Records of this collector's evidence file.
    ///   - firstRecord: The place of the batch's first record in the file, from 0; references are counted from it.
    package mutating func observe(_ batch: RecordBatch, firstRecord: Int) {
        var logs = BatchLogs(defaultHost: defaultHost)
        var fields = RecordFields(batch)
        for index in 0..<batch.count {
            let record = batch[index]
            let place = logs.count(record)
            let source = logs.entries[place].source
            guard source.isSensor || !logs.entries[place].host.isEmpty,
                let code = source.hasCodes ? record.eventCode?.integer : 0, source.isRelevant(code),
                let time = record.moment
            else { continue }
            fields.load(batch.rows[index])
            let origin = Origin(
                time: time, host: logs.entries[place].host,
                reference: EvidenceReference(evidence: evidence, record: firstRecord &+ index))
            read(fields, source: source, code: code, origin: origin)
        }
        for log in logs.entries where !log.host.isEmpty {
            if log.isAssumed { assumedRecords &+= log.coverage.records }
            coverage.update(Log(host: log.host, channel: log.channel), initial: Coverage()) {
                $0 = $0.joined(with: log.coverage)
            }
        }
    }

    /// The computers that wrote records or are named in them, as they are written, in order; nil where they are more than a
    /// reading names.
    package var computers: [String]? {
        let names = Set(coverage.entries.keys.map(\.host)).union(mentions.entries.keys.map(\.full))
        return names.count <= EvidenceReading.keptComputers ? names.sorted() : nil
    }

    /// The computers that wrote records, by what the records of one file say, those with most of them first; at most as many
    /// as a reading names.
    package var writers: [LogWriter] {
        var counts: [String: Int] = [:]
        for (log, coverage) in coverage.entries { counts[log.host, default: 0] &+= coverage.records }
        if let defaultHost, let count = counts[defaultHost] { counts[defaultHost] = count &- assumedRecords }
        let writers = counts.filter { $0.value > 0 }.map { LogWriter(host: $0.key, records: $0.value) }
        return Array(
            writers.sorted { ($1.records, $0.host) < ($0.records, $1.host) }.prefix(EvidenceReading.keptComputers))
    }

    /// Says which file it was, where that became known only when the whole file was read. All was observed of one file.
    package mutating func assign(_ id: EvidenceID) {
        guard id != evidence else { return }
        evidence = id
        mentions.change { $0.first = $0.first.of(id) }
        logons.assign(id)
        processes.assign(id)
        installations.assign(id)
        shareUses.assign(id)
        flows.assign(id)
        webContacts.assign(id)
        outgoingLogons.assign(id)
        tickets.assign(id)
        desktops.assign(id)
        creations.assign(id)
        clearings.assign(id)
        remoteActs.assign(id)
        computerLogons.assign(id)
    }

    /// Adds what another collector saw, of the same evidence file or of another.
    package mutating func merge(_ other: ObservationCollector) {
        coverage.merge(other.coverage) { $0.joined(with: $1) }
        assumedRecords &+= other.assumedRecords
        addressUses.merge(other.addressUses) { $0.joined(with: $1) }
        mentions.merge(other.mentions) { $0.joined(with: $1) }
        logons.merge(other.logons)
        processes.merge(other.processes)
        installations.merge(other.installations)
        shareUses.merge(other.shareUses)
        flows.merge(other.flows)
        webContacts.merge(other.webContacts)
        outgoingLogons.merge(other.outgoingLogons)
        tickets.merge(other.tickets)
        desktops.merge(other.desktops)
        creations.merge(other.creations)
        clearings.merge(other.clearings)
        remoteActs.merge(other.remoteActs)
        computerLogons.merge(other.computerLogons)
        controllers.merge(other.controllers) { known, _ in known }
    }

    /// Brings everything in order, once nothing more will come.
    mutating func settle() {
        logons.settle()
        processes.settle()
        installations.settle()
        shareUses.settle()
        flows.settle()
        webContacts.settle()
        outgoingLogons.settle()
        tickets.settle()
        desktops.settle()
        creations.settle()
        clearings.settle()
        remoteActs.settle()
        computerLogons.settle()
    }

    /// Moves everything to when it happened by clocks that agree.
    mutating func correct(_ clocks: Clocks) {
        logons.correct(clocks.seconds(ahead:in:))
        processes.correct(clocks.seconds(ahead:in:))
        installations.correct(clocks.seconds(ahead:in:))
        shareUses.correct(clocks.seconds(ahead:in:))
        flows.correct(clocks.seconds(ahead:in:))
        webContacts.correct(clocks.seconds(ahead:in:))
        outgoingLogons.correct(clocks.seconds(ahead:in:))
        tickets.correct(clocks.seconds(ahead:in:))
        desktops.correct(clocks.seconds(ahead:in:))
        creations.correct(clocks.seconds(ahead:in:))
        clearings.correct(clocks.seconds(ahead:in:))
        remoteActs.correct(clocks.seconds(ahead:in:))
        computerLogons.correct(clocks.seconds(ahead:in:))
    }

    /// True when a cap was reached, so that something that was seen is missing from what follows.
    package var isIncomplete: Bool {
        coverage.isIncomplete || addressUses.isIncomplete || mentions.isIncomplete || logons.isIncomplete
            || processes.isIncomplete || installations.isIncomplete || shareUses.isIncomplete || flows.isIncomplete
            || outgoingLogons.isIncomplete || tickets.isIncomplete || desktops.isIncomplete || creations.isIncomplete
            || clearings.isIncomplete || webContacts.isIncomplete || remoteActs.isIncomplete
            || computerLogons.isIncomplete || controllers.isIncomplete
    }
}

extension ObservationCollector.Coverage {
    mutating func add(_ time: Timestamp?) {
        records &+= 1
        guard let time else { return }
        first = min(first ?? time, time)
        last = max(last ?? time, time)
    }

    func joined(with other: Self) -> Self {
        .init(
            records: records &+ other.records, first: [first, other.first].compactMap(\.self).min(),
            last: [last, other.last].compactMap(\.self).max())
    }
}
