import CaseLifecycle
import Simulation
import Testing
import Vocabulary

@Suite("The sample intrusion, from evidence to scope")
struct SampleCaseTests {
    let sample: SampleCase

    init() async throws { sample = try await SampleCase.shared.value }

    @Test("the systems confirmed are those that fell, and the first is patient zero")
    func systems() throws {
        let incident = sample.first.incident
        let confirmed = incident.systems.filter { $0.value.verdict == .confirmed }.map(\.key)

        #expect(Set(confirmed) == Set(sample.truth.hosts.map(\.name)))
        #expect(incident.scope.patientZero.first?.host == sample.truth.patientZero?.host)
        #expect(sample.truth.patientZero != nil)
    }

    @Test("each movement is found, by its way and account, at its time, and points at records that prove it")
    func movements() throws {
        let incident = sample.first.incident
        #expect(!sample.truth.movements.isEmpty)
        for truth in sample.truth.movements {
            let account = String(truth.account.split(separator: "\\").last ?? "").lowercased()
            let found = incident.scope.movements.first {
                $0.from == truth.from && $0.to == truth.to && abs($0.time.seconds(since: truth.time)) < 120
            }
            let movement = try #require(found, "\(truth)")
            #expect(movement.account?.lowercased().contains(account) == true, "\(movement)")
            #expect(movement.technique == truth.technique, "\(movement)")
            let proof = try #require(sample.truth.steps.first { $0.name == truth.step }).records.map {
                "\($0.file)#\($0.ordinal)"
            }
            let named = try movement.evidence.map { reference in
                let file = try #require(incident.evidence.first { $0.id == reference.evidence })
                return "\(file.name)#\(reference.record)"
            }
            #expect(!Set(named).isDisjoint(with: proof), "\(movement)")
        }
    }

    @Test("every file is read to its end, without damage")
    func readings() {
        let incident = sample.first.incident

        #expect(incident.evidence.count == 10)
        #expect(Set(incident.readings.keys) == Set(incident.evidence.map(\.id)))
        #expect(incident.readings.values.allSatisfy { $0.records > 0 && $0.issueCount == 0 })
    }

    @Test("every claim points at records that the case holds")
    func references() {
        let incident = sample.first.incident
        let scope = incident.scope
        let claims: [(String, [EvidenceReference])] =
            incident.findings.map { ("finding \($0.id)", $0.sighting.evidence) }
            + scope.accounts.map { ("account \($0.name)", $0.evidence) }
            + scope.movements.map { ("movement to \($0.to)", $0.evidence) }
            + scope.patientZero.map { ("root \($0.host)", $0.evidence) }
            + scope.tools.map { ("tool \($0.name)", $0.evidence) }
            + scope.techniques.map { ("technique \($0.id)", $0.evidence) }
            + scope.systems.filter { $0.verdict.isSuspected || $0.verdict == .confirmed }
            .map { ("system \($0.name)", $0.evidence) }

        #expect(claims.count > 20)
        for (claim, evidence) in claims {
            #expect(!evidence.isEmpty, "\(claim)")
            for reference in evidence + scope.systems.flatMap(\.evidence) {
                let records = incident.readings[reference.evidence]?.records ?? 0
                if reference.record >= records {
                    Issue.record("\(claim) points at \(reference), of \(records) records")
                }
            }
        }
    }

    @Test("the same evidence added again changes nothing")
    func again() {
        #expect(sample.again.incident == sample.first.incident)
    }

    @Test("neither the number of workers nor the order of the evidence changes what is found")
    func order() {
        for run in [sample.reversed, sample.halves] {
            #expect(Self.findings(run.incident) == Self.findings(sample.first.incident))
            #expect(run.incident.scope == sample.first.incident.scope)
            #expect(Set(run.incident.evidence.map(\.id)) == Set(sample.first.incident.evidence.map(\.id)))
        }
    }

    @Test("read models are what the journal says, before and after they are made anew")
    func readModels() {
        for run in [sample.first, sample.again, sample.rebuilt, sample.reversed, sample.halves] {
            #expect(run.differingReadModels == [])
        }
        #expect(sample.rebuilt.incident == sample.first.incident)
    }

    /// Findings as a set: their names follow the order of the evidence.
    private static func findings(_ incident: Case) -> Set<[String]> {
        Set(
            incident.findings.map(\.sighting).map { sighting in
                [sighting.rule.id, sighting.host, "\(sighting.count)"]
                    + [sighting.first, sighting.last].map { $0?.text(digits: 7) ?? "-" }
                    + sighting.evidence.sorted().map(\.description)
            })
    }
}
