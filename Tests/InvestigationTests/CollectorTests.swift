import Testing
import Vocabulary

@testable import Investigation

@Suite("Taking observations from evidence")
struct CollectorTests {
    @Test("the order of files and findings changes nothing")
    func order() throws {
        let source = try CaseFile(1) { try $0.ownAddress("WS1.corp.example", second: 0, "10.0.0.1") }
        let target = try CaseFile(2) {
            try $0.networkLogon("SRV", second: 60, session: "0xabc", address: "10.0.0.1")
            try $0.service("SRV", second: 61, session: "0xabc")
        }
        let third = try CaseFile(3) {
            try $0.process("SRV", second: 62, "C:\\Windows\\System32\\wsmprovhost.exe", session: "0xabc")
        }
        let files = [source, target, third].map { $0.observed() }
        let findings = [
            try finding("A", .high, on: "SRV", second: 61, EvidenceReference(evidence: target.evidence, record: 1)),
            try finding(
                "B", .high, on: "srv.corp.example", second: 62, EvidenceReference(evidence: third.evidence, record: 0)),
        ]
        let expected = Investigator.assess(files, findings: findings)

        for order in [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            #expect(Investigator.assess(order.map { files[$0] }, findings: findings.reversed()) == expected)
        }
        #expect(expected.movements.count == 1)
    }

    @Test("portions of a file merge to what the whole file says")
    func portions() throws {
        let first = try CaseFile(1) { try $0.process("WS1", second: 0, "C:\\a.exe", session: "0x1") }
        let second = try CaseFile(1) { try $0.process("WS1", second: 9, "C:\\b.exe", session: "0x1") }
        var merged = second.observed()
        merged.merge(first.observed())

        let scope = Investigator.assess([merged], findings: [])

        var inOrder = first.observed()
        inOrder.merge(second.observed())
        #expect(scope == Investigator.assess([inOrder], findings: []))
        #expect(scope.systems.map(\.name) == ["WS1"])
    }

    @Test("a file that is found twice counts once")
    func sameFileTwice() throws {
        let file = try CaseFile(1) { try $0.process("WS1", second: 0, "C:\\a.exe", session: "0x1") }

        let scope = Investigator.assess([file.observed(), file.observed()], findings: [])

        #expect(scope.systems.map(\.records) == [1])
    }

    @Test("an entry of a container is told by its own name, which is known when it was read to its end")
    func assignedLater() throws {
        let file = try CaseFile(1) {
            try $0.networkLogon("SRV", second: 60, session: "0xabc", address: "10.0.0.1")
            try $0.service("SRV", second: 61, session: "0xabc")
        }
        let entry = try CaseFile(2) { _ in }
        var observed = file.observed()
        observed.assign(entry.evidence)

        let scope = Investigator.assess([observed], findings: [])

        #expect(Set(scope.movements.flatMap(\.evidence).map(\.evidence)) == [entry.evidence])
    }

    @Test(
        "a file names the computers that wrote it and those that it tells of, unless they are many",
        arguments: [2, 100])
    func computers(count: Int) throws {
        let file = try CaseFile(1) {
            for number in 0..<count {
                try $0.record("WS1", .security, 4624, second: 0, ["LogonType": "3", "TargetUserName": "H\(number)$"])
            }
        }

        #expect(file.observed().computers == (count == 2 ? ["H0", "H1", "WS1"] : nil))
    }

    @Test("a log is of who wrote it, not of whom it names, and what names no computer is nobody's by its records")
    func writers() throws {
        let file = try CaseFile(1) {
            for host in ["WS2", "", "WS1", "", "WS1"] {
                try $0.record(host, .security, 4624, second: 0, ["LogonType": "3", "TargetUserName": "DB$"])
            }
        }
        var collector = ObservationCollector(evidence: file.evidence, defaultHost: "WS2")
        collector.observe(file.batch, firstRecord: 0)
        var portions = collector
        portions.merge(collector)

        #expect(collector.writers == [LogWriter(host: "WS1", records: 2), LogWriter(host: "WS2", records: 1)])
        #expect(portions.writers == [LogWriter(host: "WS1", records: 4), LogWriter(host: "WS2", records: 2)])
        #expect(file.observed().writers == collector.writers)
    }

    @Test("made-up names beyond the limit do not fill the memory, and a lead says that something is missing")
    func hostileNames() throws {
        let file = try CaseFile(1) {
            for number in 0..<1_000 {
                try $0.record("WS1", .security, 4624, second: 0, ["LogonType": "3", "TargetUserName": "H\(number)$"])
            }
        }
        var collector = ObservationCollector(evidence: file.evidence)
        collector.mentions = CappedTable(limit: 10)
        collector.observe(file.batch, firstRecord: 0)

        let scope = Investigator.assess([collector], findings: [])

        #expect(scope.systems.map(\.name) == (0..<1_000).map { "H\($0)" }.sorted().prefix(10) + ["WS1"])
        #expect(scope.leads.contains { $0.question.hasPrefix("What is in the records beyond the limit") })
    }

    @Test("what is kept at a limit does not depend on the order it came in", arguments: 1...5)
    func limitIsOrderless(parts: Int) throws {
        let all = try (0..<100).map { number in
            Observation(
                time: try CaseFile.moment(Int64(number * 37 % 100)), host: "WS1",
                reference: EvidenceReference(evidence: try CaseFile(1) { _ in }.evidence, record: number),
                session: Int64(number), act: AccountCreation(account: try AccountName(user: "u\(number)").orThrow()))
        }
        var stores = Array(repeating: CappedStore<AccountCreation>(limit: 10), count: parts)
        var tables = Array(repeating: CappedTable<Int, Int>(limit: 10), count: parts)
        for (place, observation) in all.enumerated() {
            stores[place % parts].insert(observation)
            tables[place % parts].update(place / 2, initial: 0) { $0 += 1 }
        }
        var store = stores.removeLast()
        var table = tables.removeLast()
        stores.forEach { store.merge($0) }
        tables.forEach { table.merge($0, +) }

        let least = all.sorted().prefix(10)
        #expect(Array(store.sorted) == Array(least))
        #expect(store.sorted.map(\.act.account) == least.map(\.act.account))
        #expect(store.sorted.map(\.session) == least.map(\.session))
        #expect(store.isIncomplete)
        #expect(table.entries == Dictionary(uniqueKeysWithValues: (0..<10).map { ($0, 2) }))
        #expect(table.isIncomplete)
    }

    @Test("evidence of a claim is bounded, however often a thing happened")
    func boundedEvidence() throws {
        let file = try CaseFile(1) {
            for second in 0..<500 {
                try $0.networkLogon("SRV", second: Int64(second), session: "0xabc", address: "10.0.0.1")
                try $0.service("SRV", second: Int64(second), session: "0xabc")
            }
        }

        let scope = Investigator.assess([file.observed()], findings: [])

        #expect(scope.movements.map(\.evidence.count) == [50])
    }

    @Test(
        "hostile values are passed over",
        arguments: ["", "-", "$", "\\\\\\", "::", "999.1.1.1", "\u{0}", "a/b/c", "[", "@"])
    func oddValues(text: String) throws {
        let long = String(repeating: "x", count: 100_000)
        let file = try CaseFile(1) {
            for value in [text, long] {
                for (channel, code) in [
                    (CaseFile.Channel.security, 4624), (.security, 4648), (.security, 4769), (.security, 5145),
                    (.sysmon, 1),
                    (.sysmon, 3), (.sysmon, 22), (.remoteConnections, 1149),
                ] {
                    try $0.record(
                        "WS1", channel, code, second: 0,
                        [
                            "LogonType": "99999999999999999999", "TargetUserName": value, "IpAddress": value,
                            "WorkstationName": value, "TargetServerName": value, "ServiceName": value,
                            "ShareName": value,
                            "Image": value, "SourceIp": value, "DestinationIp": value, "DestinationPort": value,
                            "QueryName": value, "QueryResults": value, "Param1": value, "Param3": value, "User": value,
                        ])
                }
            }
        }

        let scope = Investigator.assess([file.observed()], findings: [])

        #expect(scope.movements == [])
        #expect(scope.systems.contains { $0.name == "WS1" && $0.verdict == .unknown })
    }
}
