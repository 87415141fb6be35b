import EvidenceParsing
import Simulation
import Testing
import Vocabulary

@Suite("The sample intrusion")
struct SampleIntrusionTests {
    let start: Timestamp
    let sample: SampleIntrusion
    let readings: [String: Reading]

    init() throws {
        let shared = try #require(SharedSample.one)
        (start, sample, readings) = (shared.start, shared.sample, shared.readings)
    }

    @Test("the same seed and start give the same bytes and truth; another seed gives others")
    func determinism() {
        let (again, other) = (SampleIntrusion(seed: 1, start: start), SampleIntrusion(seed: 2, start: start))

        #expect(again.files == sample.files)
        #expect(again.truth == sample.truth)
        #expect(other.files.map(\.name) == sample.files.map(\.name))
        #expect(zip(other.files, sample.files).allSatisfy { $0.bytes != $1.bytes })
    }

    @Test("every file is read without an issue, in the order of time, by the parser of its format")
    func readable() {
        #expect(
            sample.files.map(\.name) == [
                "WKS-014/Security.evtx", "WKS-014/Sysmon.evtx", "WKS-014/System.evtx", "WKS-014/PowerShell.evtx",
                "FS-01/Security.evtx", "FS-01/Sysmon.evtx", "FS-01/System.evtx", "FS-01/PowerShell.evtx",
                "DC-01.jsonl", "DC-01/Security.evtx",
            ])
        for (name, reading) in readings {
            #expect(reading.format == (name.hasSuffix(".jsonl") ? .jsonLines : .evtx), "\(name)")
            #expect(reading.issues.isEmpty, "\(name)")
            #expect(reading.records.count > 20, "\(name)")
            // Forwarded Sysmon records are dated by their own UtcTime, some milliseconds before they were logged.
            let times = reading.records.compactMap(\.moment)
            let slack: Int64 = name.hasSuffix(".jsonl") ? 200_000 : 0
            #expect(zip(times, times.dropFirst()).allSatisfy { $0.ticks <= $1.ticks + slack }, "\(name)")
        }
    }

    @Test("it is small, and fits in two days")
    func size() throws {
        #expect(sample.files.map(\.bytes.count).reduce(0, +) < 6_000_000)
        let times = readings.values.flatMap { $0.records.compactMap(\.moment) }
        let (first, last) = (try #require(times.min()), try #require(times.max()))
        #expect(first >= start)
        #expect(last.seconds(since: start) < 49 * 3600)
        #expect(last.seconds(since: start) > 47 * 3600)
    }

    @Test("each step of the truth leads to records that exist, and most records belong to none")
    func evidence() {
        let places = sample.truth.steps.flatMap(\.records)
        let total = readings.values.map(\.records.count).reduce(0, +)

        #expect(sample.truth.steps.allSatisfy { !$0.records.isEmpty && !$0.techniques.isEmpty })
        #expect(places.allSatisfy { $0.ordinal < (readings[$0.file]?.records.count ?? 0) })
        #expect(Set(places).count == places.count)
        #expect(places.count * 10 < total)
    }

    @Test("the truth names the chain of hosts, from patient zero on")
    func chain() {
        let truth = sample.truth

        #expect(truth.patientZero?.host == "WKS-014")
        #expect(truth.hosts.map(\.name) == ["WKS-014", "FS-01", "DC-01"])
        #expect(truth.hosts.map(\.reachedFrom) == [nil, "WKS-014", "FS-01"])
        #expect(
            truth.movements.map { "\($0.from) > \($0.to) \($0.account) \($0.method) \($0.technique)" } == [
                "WKS-014 > FS-01 CORP\\adm-hoffmann PsExec T1021.002",
                "FS-01 > DC-01 CORP\\svc-backup WinRM T1021.006",
                "DC-01 > FS-01 CORP\\svc-health WMI T1047",
            ])
        #expect(
            truth.accounts.map { "\($0.name) \($0.status)" } == [
                "CORP\\jmoreau used", "CORP\\adm-hoffmann used", "CORP\\svc-backup used", "CORP\\svc-health created",
            ])
        #expect(zip(truth.movements, truth.movements.dropFirst()).allSatisfy { $0.time < $1.time })
    }

    @Test("a movement is seen from both sides and by the domain controller", arguments: [0, 1, 2])
    func movement(number: Int) throws {
        let movement = sample.truth.movements[number]
        let source = try #require(sample.truth.hosts.first { $0.name == movement.from })
        let step = try #require(sample.truth.steps.first { $0.name == movement.step })
        let records = step.records.compactMap { place in
            readings[place.file].map { (file: place.file, record: $0.records[place.ordinal]) }
        }
        func on(_ host: String, _ code: String, _ holds: (LogRecord) -> Bool) -> Bool {
            records.contains { $0.file.hasPrefix(host) && $0.record.code == code && holds($0.record) }
        }
        let account = movement.account.split(separator: "\\").last.map(String.init)

        #expect(on(movement.from, "4648") { $0.text("TargetUserName") == account })
        #expect(on(movement.from, "3") { $0.text("Initiated") == "true" && $0.text("SourceIp") == source.address })
        #expect(on(movement.to, "3") { $0.text("Initiated") == "false" && $0.text("SourceIp") == source.address })
        #expect(
            on(movement.to, "4624") {
                $0.text("TargetUserName") == account && $0.text("IpAddress") == source.address
                    && $0.text("LogonType") == "3"
            })
        #expect(
            on("DC-01", "4769") {
                $0.text("ServiceName") == movement.to + "$" && $0.text("IpAddress") == "::ffff:" + source.address
            })
    }

    @Test("whatever a session does, the log has its logon before", arguments: ["FS-01/Security.evtx", "DC-01.jsonl"])
    func sessions(file: String) throws {
        var known: Set = ["0x3e7"]
        for record in try #require(readings[file]).records where record.channel?.text == "Security" {
            if record.code == "4624", let session = record.text("TargetLogonId") { known.insert(session) }
            if let subject = record.text("SubjectLogonId"), subject != "0x0" {
                #expect(known.contains(subject), "\(record.code) at \(record.number)")
            }
        }
    }

    @Test(
        "a process that a record starts has a parent that runs",
        arguments: ["WKS-014/Sysmon.evtx", "FS-01/Sysmon.evtx"])
    func processes(file: String) throws {
        var images: [String: String] = [:]
        for record in try #require(readings[file]).records where record.code == "1" {
            let (parent, image) = (record.text("ParentProcessGuid") ?? "", record.text("ParentImage"))
            if let known = images[parent] { #expect(known == image) }
            images[parent] = image
            let own = record.text("ProcessGuid") ?? ""
            #expect(images.updateValue(record.text("Image") ?? "", forKey: own) == nil, "\(own) started twice")
        }
    }

    @Test("names and addresses are of the ranges reserved for examples")
    func reserved() {
        let addresses = readings.values.flatMap(\.records).flatMap { record in
            ["SourceIp", "DestinationIp", "IpAddress"].compactMap { record.text($0) }
        }
        let names = readings.values.flatMap(\.records).compactMap { $0.text("QueryName") }
        let known = ["10.20.", "203.0.113.", "198.51.100.", "::ffff:10.20.", "127.0.0.1", "-"]

        #expect(!addresses.isEmpty && !names.isEmpty)
        #expect(addresses.allSatisfy { address in known.contains { address.hasPrefix($0) } })
        #expect(
            names.allSatisfy { name in
                [".example", ".example.com", ".example.net", ".example.org"].contains { name.hasSuffix($0) }
            })
    }

    @Test("the cleared log begins with its clearing, and the forwarder kept what was in it")
    func clearedLog() throws {
        let (left, kept) = (try #require(readings["DC-01/Security.evtx"]), try #require(readings["DC-01.jsonl"]))

        #expect(left.records.first?.code == "1102")
        let cleared = try #require(left.records.first?.number)
        let forwarded = kept.records.filter { $0.channel?.text == "Security" }
        #expect(forwarded.first { $0.number == cleared }?.code == "1102")
        #expect(forwarded.contains { $0.number < cleared && $0.code == "4720" })
        #expect(left.records.map(\.number) == forwarded.map(\.number).filter { $0 >= cleared })
    }
}

/// One sample for all tests, since each would be the same.
private struct SharedSample {
    let start: Timestamp
    let sample: SampleIntrusion
    let readings: [String: Reading]

    static let one = Timestamp(iso8601: "2026-03-02T06:00:00Z").map { start in
        let sample = SampleIntrusion(seed: 1, start: start)
        return SharedSample(
            start: start, sample: sample,
            readings: Dictionary(uniqueKeysWithValues: sample.files.map { ($0.name, Reading($0.bytes)) }))
    }
}
