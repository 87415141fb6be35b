import EvidenceParsing
import Simulation
import Testing
import Vocabulary

@Suite("The intrusion that spreads")
struct SpreadIntrusionTests {
    let start: Timestamp
    let spread: SpreadIntrusion
    let readings: [String: Reading]

    init() throws {
        let shared = try #require(SharedSpread.one)
        (start, spread, readings) = (shared.start, shared.spread, shared.readings)
    }

    @Test("the same seed and start give the same bytes and truth; another seed or start gives others")
    func determinism() {
        let again = SpreadIntrusion(seed: 1, start: start)
        let others = [
            SpreadIntrusion(seed: 2, start: start), SpreadIntrusion(seed: 1, start: start.advanced(bySeconds: 60)),
        ]

        #expect(again.files == spread.files)
        #expect(again.truth == spread.truth)
        for other in others {
            #expect(other.files.map(\.name) == spread.files.map(\.name))
            #expect(zip(other.files, spread.files).allSatisfy { $0.bytes != $1.bytes })
        }
    }

    @Test("ten hosts are in the first folder and one is in the other, each read without an issue and in order")
    func readable() {
        let hosts = spread.files.map { $0.name.split(separator: "/").prefix(2).joined(separator: "/") }

        #expect(
            Set(hosts) == [
                "first/WKS-031", "first/FS-02.jsonl", "first/APP-01.jsonl", "first/APP-02.jsonl", "first/SQL-01.jsonl",
                "first/DEP-01.jsonl", "first/WKS-044", "first/WKS-052", "first/WEB-01.jsonl", "first/BKP-01.jsonl",
                "later/ARC-01",
            ])
        for (name, reading) in readings {
            #expect(reading.format == (name.hasSuffix(".jsonl") ? .jsonLines : .evtx), "\(name)")
            #expect(reading.issues.isEmpty, "\(name)")
            #expect(!reading.records.isEmpty, "\(name)")
            // Forwarded Sysmon records are dated by their own UtcTime, some milliseconds before they were logged.
            let times = reading.records.compactMap(\.moment)
            let slack: Int64 = name.hasSuffix(".jsonl") ? 200_000 : 0
            #expect(zip(times, times.dropFirst()).allSatisfy { $0.ticks <= $1.ticks + slack }, "\(name)")
        }
    }

    @Test("it is small, and fits in a long working day")
    func size() throws {
        let times = readings.values.flatMap { $0.records.compactMap(\.moment) }
        let (first, last) = (try #require(times.min()), try #require(times.max()))

        #expect((1_500...3_000).contains(times.count))
        #expect(spread.files.map(\.bytes.count).reduce(0, +) < 4_000_000)
        #expect(first >= start)
        #expect(last.seconds(since: start) < 15 * 3600)
    }

    @Test("each step of the truth leads to records that exist, and most records belong to none")
    func evidence() {
        let places = spread.truth.steps.flatMap(\.records)
        let total = readings.values.map(\.records.count).reduce(0, +)

        #expect(spread.truth.steps.allSatisfy { !$0.records.isEmpty && !$0.techniques.isEmpty })
        #expect(Set(spread.truth.steps.map(\.name)).count == spread.truth.steps.count)
        #expect(places.allSatisfy { $0.ordinal < (readings[$0.file]?.records.count ?? 0) })
        #expect(Set(places).count == places.count)
        #expect(places.count * 2 < total)
    }

    @Test("the truth names the chain of hosts, from patient zero to the one whose evidence comes later")
    func chain() {
        let truth = spread.truth

        #expect(truth.patientZero?.host == "WKS-031")
        #expect(
            truth.hosts.map { "\($0.reachedFrom ?? "-") > \($0.name) \($0.method)" } == [
                "- > WKS-031 macro document", "WKS-031 > FS-02 service", "WKS-031 > APP-01 WMI",
                "FS-02 > APP-02 WinRM", "APP-01 > SQL-01 RDP", "SQL-01 > DEP-01 WMI",
                "DEP-01 > WKS-044 scheduled task", "DEP-01 > WKS-052 scheduled task", "DEP-01 > WEB-01 service",
                "FS-02 > BKP-01 service", "BKP-01 > ARC-01 service",
            ])
        #expect(truth.movements.map(\.to) == truth.hosts.dropFirst().map(\.name))
        #expect(zip(truth.movements, truth.movements.dropFirst()).allSatisfy { $0.time < $1.time })
        #expect(
            truth.accounts.map { "\($0.name) \($0.status)" } == [
                "HARBOUR\\rbrandt used", "HARBOUR\\adm-keller used", "HARBOUR\\svc-deploy used",
            ])
        #expect(spread.laterHost == "ARC-01")
        #expect(spread.innocentHosts == ["JMP-01", "PRN-01"])
    }

    @Test("the first evidence does not name the host that comes later, but has its address")
    func silence() {
        let first = readings.filter { $0.key.hasPrefix("first/") }.values.flatMap(\.records)
        let values = first.flatMap { $0.fields.map(\.value.text) } + first.compactMap { $0.host?.text }

        #expect(!values.contains { $0.uppercased().contains(spread.laterHost) })
        #expect(values.contains("10.40.1.75"))
    }

    @Test("the innocent hosts are named in the first evidence and wrote none of it")
    func innocents() {
        let records = readings.filter { $0.key.hasPrefix("first/") }.values.flatMap(\.records)

        for host in spread.innocentHosts {
            #expect(records.contains { $0.text("TargetUserName") == host + "$" }, "\(host)")
            #expect(!records.contains { $0.host?.text.hasPrefix(host) ?? false }, "\(host)")
            #expect(!spread.truth.hosts.map(\.name).contains(host))
        }
    }

    @Test("whatever a session does, the log has its logon before")
    func sessions() throws {
        let logs = readings.filter { $0.key.hasSuffix("/Security.evtx") || $0.key.hasSuffix(".jsonl") }

        #expect(logs.count == 11)
        for (name, reading) in logs {
            var known: Set = ["0x3e7"]
            for record in reading.records where record.channel?.text == "Security" {
                if record.code == "4624", let session = record.text("TargetLogonId") { known.insert(session) }
                if let subject = record.text("SubjectLogonId"), subject != "0x0" {
                    #expect(known.contains(subject), "\(name): \(record.code) at \(record.number)")
                }
            }
        }
    }

    @Test("a process that a record starts has a parent that runs, and starts once")
    func processes() {
        let logs = readings.filter { $0.key.hasSuffix("/Sysmon.evtx") || $0.key.hasSuffix(".jsonl") }

        #expect(logs.count == 11)
        for (name, reading) in logs {
            var images: [String: String] = [:]
            let starts = reading.records.filter { $0.code == "1" }
            #expect(!starts.isEmpty, "\(name)")
            for record in starts {
                let (parent, image) = (record.text("ParentProcessGuid") ?? "", record.text("ParentImage"))
                if let known = images[parent] { #expect(known == image) }
                images[parent] = image
                let own = record.text("ProcessGuid") ?? ""
                #expect(images.updateValue(record.text("Image") ?? "", forKey: own) == nil, "\(name): \(own)")
            }
        }
    }

    @Test("names and addresses are of the ranges reserved for examples")
    func reserved() {
        let records = readings.values.flatMap(\.records)
        let addresses = records.flatMap { record in
            ["SourceIp", "DestinationIp", "IpAddress"].compactMap { record.text($0) }
        }
        let names =
            records.flatMap { record in
                ["QueryName", "SourceHostname", "DestinationHostname", "TargetServerName"].compactMap {
                    record.text($0)
                }
            } + records.compactMap { $0.host?.text }
        let known = ["10.40.", "203.0.113.", "198.51.100.", "127.0.0.1", "-"]

        #expect(!addresses.isEmpty && !names.isEmpty)
        #expect(addresses.allSatisfy { address in known.contains { address.hasPrefix($0) } })
        #expect(
            names.allSatisfy { name in
                name == "-"
                    || [".example", ".example.com", ".example.net", ".example.org"].contains { name.hasSuffix($0) }
            })
    }
}

/// One for all tests, since each would be the same.
private struct SharedSpread {
    let start: Timestamp
    let spread: SpreadIntrusion
    let readings: [String: Reading]

    static let one = Timestamp(iso8601: "2026-03-02T07:00:00Z").map { start in
        let spread = SpreadIntrusion(seed: 1, start: start)
        return SharedSpread(
            start: start, spread: spread,
            readings: Dictionary(uniqueKeysWithValues: spread.files.map { ($0.name, Reading($0.bytes)) }))
    }
}
