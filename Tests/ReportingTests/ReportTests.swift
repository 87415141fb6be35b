import CaseLifecycle
import Reporting
import Testing
import Vocabulary

@Suite("Report of a case")
struct ReportTests {
    /// One system, mentioned in one file, and nobody has judged it yet.
    private func smallDossier() throws -> CaseDossier {
        let sample = try #require(SampleCase("ann"))
        let file = try #require(SampleCase.evidence(0xAB))
        var system = SystemAssessment(name: "WEB", presence: .referenced)
        system.evidence = (0..<5).map { EvidenceReference(evidence: file, record: $0) }
        var scope = ScopeAssessment()
        scope.systems = [system]
        return sample.dossier(of: [
            .opened(title: "Odd logons"),
            .evidenceSealed(evidence: SealedEvidence(id: file, name: "a.evtx", origin: "/mnt/a.evtx", bytes: 70_000)),
            .scopeDerived(assessment: scope),
        ])
    }

    @Test("a small case is written down section by section, and what is not known is said")
    func document() throws {
        let document = ReportComposer.compose(try smallDossier())
        let file = try #require(SampleCase.evidence(0xAB))
        let opened = try #require(Timestamp(iso8601: "2026-03-02T10:00:00Z"))
        let generated = try #require(Timestamp(iso8601: "2026-03-02T11:00:00Z"))
        let citations = (0..<3).map { Citation(EvidenceReference(evidence: file, record: $0), file: 1) }
        let by = "ann (account ann)"
        let expected: [ReportSection] = [
            ReportSection(
                .summary, "Summary",
                [
                    .figures([
                        ReportFigure(.confirmed, 0), ReportFigure(.probable, 0), ReportFigure(.possible, 0),
                        ReportFigure(.unknown, 1), ReportFigure(.cleared, 0),
                    ]),
                    .paragraph(
                        "No system is held to be compromised on the evidence read so far. That is not a finding of safety."
                    ),
                    .paragraph("The first system compromised is not known: the evidence names no candidate."),
                    .paragraph(
                        "When it happened is not known: no finding and no movement has a time that can be read."),
                    .paragraph("No technique was recognised."),
                    .notice(
                        ReportNotice(
                            .note, "What is not known",
                            [
                                """
                                Of \(1, "system"), nothing says whether the intruder was there. Unknown does not mean clean.
                                """,
                                "\(1, "system") \(words: "is") known only from the logs of others.",
                                "\(1, "evidence file") \(words: "is") sealed but could not be read.",
                            ].map { $0 as ReportText })),
                ]),
            ReportSection(.patientZero, "Patient zero", [.paragraph("The evidence names no candidate.")]),
            ReportSection(
                .systems, "Systems",
                [
                    .table(
                        ReportTable(
                            caption: "Systems, worst verdict first",
                            columns: [
                                "System", "Verdict", "Confidence", "First compromise", "Reached from", "Method",
                                "Addresses",
                                "Evidence",
                            ],
                            rows: [
                                [
                                    .lines([.text("\(value: "WEB")"), .absent("known only from others' logs")]),
                                    .verdict(.unknown), .share(0), .absent("—"), .absent("—"), .absent("—"),
                                    .absent("none seen"), .citations(Citations(shown: citations, total: 5)),
                                ]
                            ]))
                ]),
            ReportSection(
                .timeline, "Timeline",
                [
                    .table(
                        ReportTable(
                            caption: "What happened and what was done about it, in UTC",
                            columns: ["Time", "Who", "System", "What", "Severity", "Techniques", "Evidence"],
                            rows: [
                                (opened, "Case opened: Odd logons, by \(by)"),
                                (
                                    opened.advanced(bySeconds: 60),
                                    "Evidence sealed: a.evtx; Scope derived from the evidence, by \(by)"
                                ),
                            ].map {
                                [
                                    .time($0.0), .lines([.lane(.responders), .text("\(words: "action")")]),
                                    .absent("—"), .text(ReportText(value: $0.1)),
                                    .absent("—"), .absent("—"), .absent("journal"),
                                ]
                            }))
                ]),
            ReportSection(
                .evidence, "Evidence",
                [
                    .paragraph("Each file is kept as it came, under the SHA-256 of its bytes."),
                    .table(
                        ReportTable(
                            caption: "Evidence in the order of sealing",
                            columns: ["Label", "Name and SHA-256", "Bytes", "Format", "Records", "Issues", "Sealed"],
                            rows: [
                                [
                                    .text("\(words: "E1")"), .lines([.text("\(value: "a.evtx")"), .code(file.hex)]),
                                    .number(70_000), .absent("not read"), .absent("not read"), .absent("not read"),
                                    .lines([
                                        .text("\(value: by)"), .time(opened.advanced(bySeconds: 60)),
                                        .text("from \(value: "/mnt/a.evtx")"),
                                    ]),
                                ]
                            ])),
                ]),
        ]

        #expect(document.title == "\(value: "Odd logons")")
        #expect(
            document.facts == [
                ReportFact("Case", .text("\(words: "C-1")")), ReportFact("State", .text("\(words: "signal")")),
                ReportFact("NIST SP 800-61 phase", .text("\(words: "Detection and Analysis")")),
                ReportFact("Lead", .absent("not assigned")), ReportFact("Declared against", .absent("not declared")),
                ReportFact("Generated", .text("\(generated)")), ReportFact("Journal", .text("\(3, "event")")),
                ReportFact("Journal head", .code("ann")), ReportFact("Public key", .code("ann")),
            ])
        #expect(document.sections.map(\.anchor) == StaticAnchor.inOrder)
        for section in expected {
            #expect(document.sections.first { $0.anchor == section.anchor } == section)
        }
    }

    @Test("the unmet gates are the case's own, with what would meet them and their source")
    func gates() throws {
        let dossier = try smallDossier()
        let unmet = dossier.incident.unmetGates(in: dossier.context)
        let document = ReportComposer.compose(dossier)

        let section = try #require(document.sections.first { $0.anchor == .gates })

        #expect(unmet.map(\.id) == ["GATE-DECLARE", "GATE-LEAD"])
        #expect(
            section.blocks.dropFirst()
                == unmet.map { gate in
                    .notice(
                        ReportNotice(
                            .warning, "\(words: gate.id): \(words: gate.statement)",
                            gate.missing.map { "Missing: \(value: $0)" } + ["Source: \(words: gate.citation)"]))
                }[...])
    }

    @Test("the same dossier gives the same bytes")
    func deterministic() throws {
        let (one, other) = (try #require(SampleCase("x")?.dossier), try #require(SampleCase("x")?.dossier))

        #expect(HTMLRenderer.render(ReportComposer.compose(one)) == HTMLRenderer.render(ReportComposer.compose(other)))
        #expect(
            MarkdownRenderer.render(ReportComposer.compose(one))
                == MarkdownRenderer.render(ReportComposer.compose(other)))
    }

    @Test("every link of the HTML leads somewhere, and no id is given twice")
    func links() throws {
        let html = HTMLRenderer.render(ReportComposer.compose(try #require(SampleCase("x")?.dossier)))
        let tags = HTMLTokens(html).tags

        let ids = tags.compactMap { $0.attributes["id"] }
        let targets = Set(tags.compactMap { $0.attributes["href"]?.dropFirst() }.map(String.init))

        #expect(Set(ids).count == ids.count)
        #expect(targets.subtracting(ids) == [])
        #expect(targets.contains("r-E1-17"))
    }

    @Test("the HTML loads and runs nothing, and says so to the browser")
    func policy() throws {
        let html = HTMLRenderer.render(ReportComposer.compose(try smallDossier()))

        #expect(
            html.contains(
                "content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\""))
        #expect(!html.contains("url(http") && !html.contains("@import") && !html.contains("<script"))
        #expect(html.contains("<span class=\"badge v-unknown\"><span aria-hidden=\"true\">?</span> unknown</span>"))
    }

    @Test("Markdown sets values apart as code and keeps each citation's full reference")
    func markdown() throws {
        let markdown = MarkdownRenderer.render(ReportComposer.compose(try smallDossier()))
        let hex = String(repeating: "ab", count: 32)

        #expect(markdown.hasPrefix("# Incident report C\\-1\\: `Odd logons`\n"))
        #expect(markdown.contains("| E1#2 | `\(hex)#2` | `a.evtx` |"))
        #expect(markdown.contains("E1#0 E1#1 E1#2 and 2 more |"))
        #expect(markdown.contains("```text\ncordon journal verify\n```"))
    }

    @Test("a long timeline keeps the most severe of a lane, then the earliest, and counts what it leaves out")
    func longTimeline() throws {
        let sample = try #require(SampleCase("x"))
        let levels: [Severity] = [.low, .critical]
        let findings = (0..<300).map { number in
            let rule = RuleSummary(id: "\(number)", title: "rule", level: levels[number / 150], tags: [], source: "s")
            let time = sample.at(Int64(number))
            return CaseEvent.findingRecorded(
                finding: Finding(
                    id: FindingID(number: number + 1),
                    sighting: FindingSighting(rule: rule, host: "H", count: 1, first: time, last: time, evidence: [])))
        }
        let document = ReportComposer.compose(sample.dossier(of: [.opened(title: "t")] + findings))

        let blocks = try #require(document.sections.first { $0.anchor == .timeline }).blocks
        guard case .notice(let notice) = blocks.first, case .table(let table) = blocks.last else {
            Issue.record("the timeline has no notice or no table")
            return
        }

        #expect(notice.title == "Left out: \(100) entries of the adversary, \(0) of the responders")
        let shown = Array(0..<50) + Array(150..<300)
        #expect(table.rows.prefix(200).map(\.first) == shown.map { .time(sample.at(Int64($0))) })
    }

    @Test("a clearance that newer evidence overtook is called stale")
    func staleClearance() throws {
        let sample = try #require(SampleCase("x"))
        var scope = ScopeAssessment()
        scope.systems = [SystemAssessment(name: "WEB", presence: .referenced)]
        var newer = scope
        newer.systems[0].addresses = ["10.0.0.1"]
        let document = ReportComposer.compose(
            sample.dossier(of: [
                .opened(title: "t"), .scopeDerived(assessment: scope),
                .systemCleared(system: "WEB", reason: "looked at it", seen: 2), .scopeDerived(assessment: newer),
            ]))

        let blocks = try #require(document.sections.first { $0.anchor == .decisions }).blocks
        guard case .table(let table) = blocks.first else {
            Issue.record("the decisions are no table")
            return
        }

        #expect(
            table.rows.map { Array($0.dropFirst(2)) } == [
                [
                    .text("\(value: "Cleared"): \(value: "WEB")"),
                    .text("\(value: "looked at it")"),
                    .text("no: stale, newer evidence speaks of it"),
                ]
            ])
    }

    @Test("what was recorded of the response has its sections, and what was not has none")
    func process() throws {
        let full = ReportComposer.compose(try #require(SampleCase("ann")?.handled)).sections.map(\.anchor)

        #expect(Set(full) == Set(StaticAnchor.allCases))
        #expect(full.firstIndex(of: .standing) == 2)
    }

    @Test("conformance opens with the verdict and the deviations; the figure comes last, never alone")
    func conformance() throws {
        let document = ReportComposer.compose(try #require(SampleCase("ann")?.handled))
        let blocks = try #require(document.sections.first { $0.anchor == .conformance }).blocks

        guard case .notice(let verdict) = blocks.first, case .table(let deviations) = blocks.dropFirst().first else {
            Issue.record("the verdict and the deviations come first")
            return
        }
        #expect(verdict.tag == "Breached" && verdict.kind == .warning)
        #expect(deviations.rows.contains { $0[1] == .text("\(words: "EVIDENCE-BEFORE-ERADICATE")") })
        #expect(blocks.last == .paragraph("\(words: ConformanceResult.limit)"))
        guard case .paragraph(let figure) = blocks.dropLast().last else {
            Issue.record("the figure comes last")
            return
        }
        #expect(
            figure.spans.contains(
                .plain(". The verdict and the deviations count, not this figure: a high one can hide a fatal breach.")))
    }
}

extension StaticAnchor {
    static let inOrder: [StaticAnchor] = [
        .summary, .gates, .systems, .patientZero, .movements, .accounts, .tools, .techniques, .timeline, .findings,
        .leads,
        .evidence, .custody, .issues, .notes, .decisions, .journal, .references,
    ]
}
