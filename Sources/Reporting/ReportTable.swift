package import CaseLifecycle
package import Vocabulary

/// Rows under named columns.
package struct ReportTable: Hashable, Sendable {
    /// What the rows are, in a line.
    package var caption: ReportText
    /// The names of the columns, our own words. The first names the row.
    package var columns: [String]
    /// As many cells in each row as there are columns.
    package var rows: [[ReportCell]]

    package init(caption: ReportText, columns: [String], rows: [[ReportCell]]) {
        self.caption = caption
        self.columns = columns
        self.rows = rows
    }
}

/// A value whose kind decides how it is shown.
package indirect enum ReportCell: Hashable, Sendable {
    case text(ReportText)
    /// A hash, key or other string of signs, which may be broken anywhere.
    case code(String)
    /// UTC.
    case time(Timestamp)
    case number(Int)
    /// A probability, 0 to 1.
    case share(Double)
    case verdict(SystemVerdict)
    case severity(Severity)
    case lane(TimelineEntry.Lane)
    /// The name is empty for an id that the matrix does not know.
    case technique(TechniqueID, name: String)
    case citations(Citations)
    /// The full form that a citation stands for.
    case reference(Citation)
    /// One under another.
    case lines([ReportCell])
    /// Nothing is there; says why in our own words.
    case absent(String)
}

/// A short way of writing an evidence reference: `E3#17` is record 17 of the third evidence file.
package struct Citation: Hashable, Sendable {
    package let reference: EvidenceReference
    /// Place of the file among the case's evidence, from 1; nil for a file that the case does not hold.
    package let file: Int?

    package init(_ reference: EvidenceReference, file: Int?) {
        self.reference = reference
        self.file = file
    }

    /// Digits, hexadecimal digits, `E`, `…` and `#` only.
    package var label: String {
        let name = file.map { "E\($0)" } ?? reference.evidence.hex.prefix(8) + "…"
        return "\(name)#\(reference.record)"
    }
}

/// The first few records that support a claim, and how many there are in all.
package struct Citations: Hashable, Sendable {
    package let shown: [Citation]
    package let total: Int

    package init(shown: [Citation], total: Int) {
        self.shown = shown
        self.total = total
    }
}
