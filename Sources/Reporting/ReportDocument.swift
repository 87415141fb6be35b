package import Vocabulary

/// A report as blocks that every renderer understands. It holds words and values, never markup.
package struct ReportDocument: Hashable, Sendable {
    package var title: ReportText
    /// What the report is of, in a line above the title.
    package var kicker: ReportText
    /// What identifies the report, shown beside the title.
    package var facts: [ReportFact]
    /// What the reader must know before anything else; shown above all sections.
    package var banner: ReportNotice?
    package var sections: [ReportSection]
    /// Notices owed to others, at the end.
    package var colophon: [ReportText]

    package init(
        title: ReportText, kicker: ReportText, facts: [ReportFact], banner: ReportNotice? = nil,
        sections: [ReportSection], colophon: [ReportText]
    ) {
        self.title = title
        self.kicker = kicker
        self.facts = facts
        self.banner = banner
        self.sections = sections
        self.colophon = colophon
    }
}

/// A part of a report that the table of contents names.
package struct ReportSection: Hashable, Sendable {
    /// Where links point: lower-case letters and hyphens of our own, never text from evidence.
    package let anchor: StaticAnchor
    package var title: ReportText
    package var blocks: [ReportBlock]

    package init(_ anchor: StaticAnchor, _ title: ReportText, _ blocks: [ReportBlock]) {
        self.anchor = anchor
        self.title = title
        self.blocks = blocks
    }
}

/// The places in a report that can be linked to.
package enum StaticAnchor: String, Hashable, Sendable, CaseIterable {
    case summary, gates, systems, movements, accounts, tools, techniques, timeline, findings, leads, evidence, issues,
        notes, decisions, journal, references
    case standing, cause, containment, eradication, recovery, notifications, cost, review, people, metrics, conformance
    case custody
    case patientZero = "patient-zero"
}

/// One piece of a section.
package enum ReportBlock: Hashable, Sendable {
    case heading(ReportText)
    case paragraph(ReportText)
    case facts([ReportFact])
    /// Figures to be seen at a glance.
    case figures([ReportFigure])
    case table(ReportTable)
    case notice(ReportNotice)
    /// Text that somebody wrote, with its own lines kept.
    case quotation(String, by: ReportText)
    /// A command to type.
    case code(String)
    case picture(MovementPicture)
}

/// A name and what it stands for.
package struct ReportFact: Hashable, Sendable {
    package let name: String
    package let value: ReportCell

    package init(_ name: String, _ value: ReportCell) {
        self.name = name
        self.value = value
    }
}

/// A number of systems with one verdict.
package struct ReportFigure: Hashable, Sendable {
    package let verdict: SystemVerdict
    package let count: Int

    package init(_ verdict: SystemVerdict, _ count: Int) {
        self.verdict = verdict
        self.count = count
    }
}

/// Something that the reader must not overlook.
package struct ReportNotice: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable { case note, warning }

    package let kind: Kind
    /// A word of our own before the title; nil for the usual one of the kind.
    package let tag: String?
    package let title: ReportText
    package let lines: [ReportText]

    package init(_ kind: Kind, tag: String? = nil, _ title: ReportText, _ lines: [ReportText] = []) {
        self.kind = kind
        self.tag = tag
        self.title = title
        self.lines = lines
    }
}
