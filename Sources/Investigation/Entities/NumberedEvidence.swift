import Vocabulary

/// What was observed over a case, with every computer, address and account as a number: what joining, weighing and
/// judging begin with. None of it depends on findings, so it is made once for all rounds of an investigation.
struct NumberedEvidence {
    let entities: EntityTable
    let records: RecordNumbers
    let logons: Numbered<Logon>
    let processes: Numbered<ProcessStart>
    let installations: Numbered<Installation>
    let shareUses: Numbered<ShareUse>
    let flows: Numbered<Flow>
    let outgoingLogons: Numbered<OutgoingLogon>
    let tickets: Numbered<Ticket>
    let desktops: Numbered<DesktopSession>
    let remoteActs: Numbered<RemoteAct>
    let computerLogons: Numbered<ComputerLogon>
    /// For each number of a name whether it is a domain controller's.
    let controllers: [Bool]
    /// The computers that tickets are for, by name; nil in a ticket for anything else.
    let ticketTargets: [UInt32?]

    init(_ observed: ObservationCollector, _ directory: HostDirectory) {
        let logons = observed.logons.sorted
        let processes = observed.processes.sorted
        let installations = observed.installations.sorted
        let shareUses = observed.shareUses.sorted
        let flows = observed.flows.sorted
        let outgoing = observed.outgoingLogons.sorted
        let tickets = observed.tickets.sorted
        let desktops = observed.desktops.sorted
        let remote = observed.remoteActs.sorted
        let computers = observed.computerLogons.sorted
        let records = RecordNumbers(
            [
                logons.files, processes.files, installations.files, shareUses.files, flows.files, outgoing.files,
                tickets.files, desktops.files, remote.files, computers.files,
            ].joined())
        var entities = EntityTable()

        let sources = Self.sources(of: logons, directory, &entities)
        self.logons = Numbered(logons, records, directory, &entities, peers: sources)
        self.processes = Numbered(processes, records, directory, &entities)
        let makers = Self.computers(of: installations, directory, &entities)
        self.installations = Numbered(installations, records, directory, &entities, peers: makers)
        let clients = Self.parties(of: shareUses, PartyMemo(shareUses.texts, directory), text: 2, &entities)
        self.shareUses = Numbered(shareUses, records, directory, &entities, peers: clients)
        let peers = Self.parties(of: flows, PartyMemo(flows.texts, directory), text: 2, &entities)
        self.flows = Numbered(flows, records, directory, &entities, peers: peers)
        let askers = Self.parties(of: tickets, PartyMemo(tickets.texts, directory), text: 3, &entities)
        self.tickets = Numbered(tickets, records, directory, &entities, peers: askers)
        let visitors = Self.parties(of: desktops, PartyMemo(desktops.texts, directory), text: 2, &entities)
        self.desktops = Numbered(desktops, records, directory, &entities, peers: visitors)
        let servers = PartyMemo(outgoing.texts, directory, mayBeName: true)
        outgoingLogons = Numbered(
            outgoing, records, directory, &entities, peers: Self.parties(of: outgoing, servers, text: 2, &entities))
        let actors = PartyMemo(remote.texts, directory, mayBeName: true)
        remoteActs = Numbered(
            remote, records, directory, &entities, peers: Self.parties(of: remote, actors, text: 2, &entities))
        let guests = Self.computers(of: computers, directory, &entities)
        computerLogons = Numbered(computers, records, directory, &entities, peers: guests)

        var services = TextMemo(tickets.texts) { text, entities in
            guard text.hasSuffix("$"), let host = HostName(text) else { return Party.unknown.code }
            return Party.host(entities.number(of: directory.name(of: host))).code
        }
        ticketTargets = tickets.entries.map {
            let server = Party(code: services.number(of: $0.act.texts[2], &entities))
            return server == .unknown ? nil : server.name
        }
        controllers = entities.marking(observed.controllers.entries.keys.map { directory.name(of: $0) })
        self.records = records
        self.entities = entities
    }

    /// The parties behind the addresses or servers of observations.
    private static func parties<Act>(
        of seen: Observations<Act>, _ memo: PartyMemo, text: Int, _ entities: inout EntityTable
    ) -> [Party] {
        var memo = memo
        return seen.entries.map { memo.party(of: $0.act.texts[text], around: $0.time, &entities) }
    }

    /// The computers that did something in their own name, which is the third text; unknown where it was a person.
    private static func computers<Act>(
        of seen: Observations<Act>, _ directory: HostDirectory, _ entities: inout EntityTable
    ) -> [Party] {
        var names = TextMemo(seen.texts) { text, entities in
            text.isEmpty ? Party.unknown.code : Party.host(entities.number(of: directory.name(of: text))).code
        }
        return seen.entries.map { Party(code: names.number(of: $0.act.texts[2], &entities)) }
    }

    /// Where logons came from: their addresses, else the names that the clients gave.
    private static func sources(
        of logons: Observations<Logon>, _ directory: HostDirectory, _ entities: inout EntityTable
    ) -> [Party] {
        var addresses = PartyMemo(logons.texts, directory)
        var names = TextMemo(logons.texts) { text, entities in
            HostName(text).map { Party.host(entities.number(of: directory.name(of: $0))).code } ?? Party.unknown.code
        }
        return logons.entries.map { entry in
            // Only no address is unknown.
            let source = addresses.party(of: entry.act.texts[2], around: entry.time, &entities)
            return source == .unknown ? Party(code: names.number(of: entry.act.texts[3], &entities)) : source
        }
    }
}
