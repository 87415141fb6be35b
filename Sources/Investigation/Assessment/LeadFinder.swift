import Vocabulary

/// Finds the questions that the evidence leaves open, and what would answer them.
struct LeadFinder {
    let facts: CaseFacts
    let movements: [MovementFinder.Found]
    let systems: [SystemAssessment]

    /// More than a team can follow at once.
    static let keptLeads = 200

    // What an answer is worth: judgement, to be replaced by what answers turn out to change.
    private static let missingHostOnPath = 0.9
    private static let unknownSource = 0.85
    private static let clearedLog = 0.8
    private static let missingSecurity = 0.7
    private static let missingSysmon = 0.4
    private static let incomplete = 0.5
    private static let wrongClock = 0.6
    private static let mentionedHost = 0.05

    /// In no order.
    func leads() -> [Lead] { missingHosts() + unknownSources() + clearedLogs() + missingLogs() + limits() }

    /// As many as a team can follow, the most valuable first.
    static func best(_ leads: [Lead]) -> [Lead] {
        Array(
            leads.sorted { ($1.value, $0.host ?? "", $0.question) < ($0.value, $1.host ?? "", $1.question) }
                .prefix(keptLeads))
    }

    private func missingHosts() -> [Lead] {
        let onPath = Set(movements.flatMap { [$0.movement.from, $0.movement.to] })
        func value(_ system: SystemAssessment) -> Double {
            onPath.contains(system.name) ? Self.missingHostOnPath : Self.mentionedHost
        }
        return systems.lazy.filter { $0.presence == .referenced }.highest(Self.keptLeads, by: value).map { system in
            Lead(
                question: "What happened on \(system.name)? Other computers mention it, but its logs are not held.",
                collect: "Security, System and Sysmon logs of \(system.name)", host: system.name, value: value(system))
        }
    }

    private func unknownSources() -> [Lead] {
        var leads: [Lead] = []
        var asked: Set<String> = []
        for movement in movements.map(\.movement) where asked.insert("\(movement.from) \(movement.to)").inserted {
            if movement.from == Party.unknownName {
                leads.append(
                    Lead(
                        question: "From where was \(movement.to) reached by \(movement.method)?",
                        collect: "Logs of the computers that can reach \(movement.to), and of the domain controllers",
                        host: movement.to, value: Self.unknownSource * movement.confidence))
            } else if let address = NetworkAddress(movement.from) {
                let logs = address.isPublic ? "Firewall, VPN and proxy logs" : "DHCP and DNS logs, or the asset list"
                leads.append(
                    Lead(
                        question: "Who used \(address.text) when \(movement.to) was reached from it?",
                        collect: "\(logs) for \(address.text)", host: movement.to,
                        value: Self.unknownSource * movement.confidence))
            }
        }
        return leads
    }

    private func clearedLogs() -> [Lead] {
        let hosts = Set(facts.observed.clearings.sorted.map { facts.name(of: $0.host) })
        return hosts.sorted().map { host in
            Lead(
                question: "What did the log say that was cleared on \(host)?",
                collect: "Forwarded copies, shadow copies and carved records of the logs of \(host)", host: host,
                value: Self.clearedLog)
        }
    }

    private func missingLogs() -> [Lead] {
        var channels: [String: LogSource] = [:]
        var held: [String: Set<LogSource>] = [:]
        for log in facts.observed.coverage.entries.keys {
            let source = channels[log.channel] ?? LogSource(log.channel)
            channels[log.channel] = source
            held[facts.name(of: log.host), default: []].insert(source)
        }
        func lacking(_ source: LogSource) -> [SystemAssessment] {
            systems.lazy.filter { system in
                // Only Windows writes these logs; a computer none of whose logs is known is of another kind.
                guard system.presence == .collected, let sources = held[system.name],
                    sources.contains(where: \.isWindows)
                else { return false }
                return !sources.contains(source)
            }.highest(Self.keptLeads, by: weight)
        }
        // The more is suspected, the more the missing log would tell.
        func weight(_ system: SystemAssessment) -> Double { max(system.confidence, 0.2) }
        return lacking(.security).map { system in
            Lead(
                question: "Who logged on to \(system.name)? Its Security log is not held.",
                collect: "Security log of \(system.name)", host: system.name,
                value: Self.missingSecurity * weight(system))
        }
            + lacking(.sysmon).map { system in
                Lead(
                    question: "What ran on \(system.name)? No Sysmon log is held.",
                    collect: "Sysmon log of \(system.name), or Prefetch and Amcache", host: system.name,
                    value: Self.missingSysmon * weight(system))
            }
    }

    /// Of clocks that were corrected: whoever compares with the records must know.
    static func leads(of clocks: Clocks) -> [Lead] {
        clocks.differences.map { host, seconds in
            let way = seconds > 0 ? "ahead of" : "behind"
            return Lead(
                question:
                    "Why is the clock of \(host) \(abs(seconds)) s \(way) what others recorded of the same connections? "
                    + "Here its times are corrected by that; in its records they stand as written.",
                collect: "Time zone and time service of \(host)", host: host, value: wrongClock)
        }
    }

    private func limits() -> [Lead] {
        guard facts.observed.isIncomplete else { return [] }
        return [
            Lead(
                question:
                    "What is in the records beyond the limit of the investigation? Only the earliest were joined.",
                collect: "The evidence of fewer computers, or of a shorter time, as a case of its own", host: nil,
                value: Self.incomplete)
        ]
    }
}

extension Sequence {
    /// Those of the highest values, highest first, and of equal ones the first: no more than are wanted.
    fileprivate func highest(_ wanted: Int, by value: (Element) -> Double) -> [Element] {
        var best: [(value: Double, element: Element)] = []
        for element in self {
            let own = value(element)
            if best.count >= wanted, let last = best.last, last.value >= own { continue }
            let place = best.indices.firstPlace { best[$0].value < own }
            best.insert((own, element), at: place)
            if best.count > wanted { best.removeLast() }
        }
        return best.map(\.element)
    }
}
