import Vocabulary

/// By how much the clocks of computers differ from those of others that recorded the same connections.
///
/// A logon that names the address and the port it came from, and the same connection in the log of its source or of a
/// network sensor, are one moment. Where nearly all such pairs of a computer differ by the same, its clock does, or the
/// zone that its records were read in; what the investigation joins is corrected by it, and the records are left as
/// they are. Windows has one clock for all its logs; of Linux, whose logs can state their times each in its own way,
/// each file is looked at by itself.
struct Clocks {
    private struct End: Hashable {
        let address: String
        let port: Int
    }

    private struct Log: Hashable {
        let host: String
        /// Nil for all that a computer wrote.
        let file: EvidenceID?
    }

    private struct Pair {
        /// Seconds that the computer is ahead.
        let difference: Double
        let recorder: String
    }

    /// Fewer pairs say nothing, nor do less than this share that agree to a minute.
    private static let fewestPairs = 3
    private static let agreeing = 2.0 / 3
    /// Less than this is left alone: records of two computers are joined within a minute anyway.
    private static let tolerated = 120.0
    /// Of each log, the earliest: more do not tell more.
    private static let keptPairs = 2_000
    /// Connections from one port: ports are used again.
    private static let keptConnections = 8
    private static let sensor = ""

    private var ahead: [Log: Int64] = [:]

    init(_ observed: ObservationCollector) {
        let seen = Self.connections(observed)
        guard !seen.isEmpty else { return }
        var pairs: [Log: [Pair]] = [:]
        var logons: [Log: Int] = [:]
        for logon in observed.logons.sorted where logon.act.port != 0 {
            let log = Log(
                host: Self.name(logon.host),
                file: logon.act.type == Logon.secureShell ? logon.reference.evidence : nil)
            guard let records = seen[End(address: logon.act.address, port: logon.act.port)],
                logons[log, default: 0] < Self.keptPairs
            else { continue }
            logons[log, default: 0] += 1
            pairs[log, default: []] += records.map {
                Pair(difference: logon.time.seconds(since: $0.time), recorder: $0.recorder)
            }
        }
        var found: [Log: Double] = [:]
        for (log, pairs) in pairs { found[log] = Self.difference(of: pairs, logons: logons[log] ?? 0) }
        // Where most of them differ alike, it is the others' clock.
        let usual = found.count < Self.fewestPairs ? 0 : found.values.sorted()[found.count / 2]
        for (log, difference) in found where abs(difference - usual) >= Self.tolerated {
            ahead[log] = Int64((difference - usual).rounded())
        }
    }

    var isEmpty: Bool { ahead.isEmpty }

    /// Computers whose clock differs, with the seconds that it is ahead.
    var differences: [(host: String, seconds: Int64)] {
        ahead.map { (host: $0.key.host, seconds: $0.value) }
            .sorted { ($0.host, $0.seconds) < ($1.host, $1.seconds) }
    }

    /// The seconds that what a computer wrote is ahead, in a file of its logs.
    func seconds(ahead host: String, in file: EvidenceID) -> Int64 {
        let name = Self.name(host)
        return ahead[Log(host: name, file: file)] ?? ahead[Log(host: name, file: nil)] ?? 0
    }

    /// A finding with the moments that the correct clock would have had.
    func corrected(_ finding: FindingSighting) -> FindingSighting {
        guard let file = finding.evidence.first?.evidence else { return finding }
        let seconds = seconds(ahead: finding.host, in: file)
        return FindingSighting(
            rule: finding.rule, host: finding.host, count: finding.count,
            first: finding.first?.advanced(bySeconds: -seconds), last: finding.last?.advanced(bySeconds: -seconds),
            evidence: finding.evidence)
    }

    /// Connections by the side that began them, as that side or a sensor recorded them.
    private static func connections(
        _ observed: ObservationCollector
    ) -> [End: [(time: Timestamp, recorder: String)]] {
        var seen: [End: [(time: Timestamp, recorder: String)]] = [:]
        for flow in observed.flows.sorted where flow.act.originPort != 0 {
            let isSensed = NetworkAddress(flow.host) != nil
            let address = isSensed ? flow.act.peer : flow.act.own
            guard !address.isEmpty else { continue }
            let end = End(address: address, port: flow.act.originPort)
            guard seen[end]?.count ?? 0 < keptConnections else { continue }
            seen[end, default: []].append((flow.time, isSensed ? sensor : name(flow.host)))
        }
        return seen
    }

    /// The difference that nearly all pairs have; nil where they have none, or one other computer alone says so.
    private static func difference(of pairs: [Pair], logons: Int) -> Double? {
        let sorted = pairs.sorted { ($0.difference, $0.recorder) < ($1.difference, $1.recorder) }
        var best = 0..<0
        var first = 0
        for place in sorted.indices {
            while sorted[place].difference - sorted[first].difference > Double(MovementWindow.twoComputers) {
                first += 1
            }
            if place + 1 - first > best.count { best = first..<place + 1 }
        }
        let recorders = Set(sorted[best].map(\.recorder))
        guard best.count >= fewestPairs, Double(best.count) >= agreeing * Double(logons),
            recorders.contains(sensor) || recorders.count > 1
        else { return nil }
        return sorted[best.lowerBound + best.count / 2].difference
    }

    private static func name(_ text: String) -> String { HostName(text)?.short ?? text }
}
