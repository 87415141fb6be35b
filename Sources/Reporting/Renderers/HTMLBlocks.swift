import CaseLifecycle
import Vocabulary

/// Blocks and cells as HTML.
enum HTMLBlocks {
    /// Rows of a table that are open from the start: about two screens. The others unfold.
    static let rowsBeforeFold = 40

    static func block(_ block: ReportBlock) -> String {
        switch block {
        case .heading(let text): "<h3>\(HTMLText.inline(text))</h3>"
        case .paragraph(let text): "<p>\(HTMLText.inline(text))</p>"
        case .facts(let facts): self.facts(facts)
        case .figures(let figures): self.figures(figures)
        case .table(let table): self.table(table)
        case .notice(let notice): self.notice(notice)
        case .quotation(let text, let author):
            """
            <figure class="note"><figcaption>\(HTMLText.inline(author))</figcaption>
            <blockquote dir="auto">\(VisibleText.lines(text).map(HTMLText.escapeShown).joined(separator: "<br>"))</blockquote></figure>
            """
        case .code(let command): "<pre><code>\(HTMLText.escape(command))</code></pre>"
        case .picture(let picture): HTMLPicture.render(picture)
        }
    }

    static func facts(_ facts: [ReportFact]) -> String {
        let items = facts.map { "<div><dt>\(HTMLText.escape($0.name))</dt><dd>\(cell($0.value))</dd></div>" }
        return "<dl class=\"facts\">\n\(items.joined(separator: "\n"))\n</dl>"
    }

    private static func list(_ items: [ReportText]) -> String {
        "<ul>\(items.map { "<li>\(HTMLText.inline($0))</li>" }.joined())</ul>"
    }

    private static func figures(_ figures: [ReportFigure]) -> String {
        let items = figures.map { figure in
            "<li class=\"v-\(figure.verdict.rawValue)\"><strong>\(Figures.grouped(figure.count))</strong> \(badge(figure.verdict))</li>"
        }
        return "<ul class=\"figures\" aria-label=\"Systems by verdict\">\n\(items.joined(separator: "\n"))\n</ul>"
    }

    private static func notice(_ notice: ReportNotice) -> String {
        let lines = notice.lines.isEmpty ? "" : list(notice.lines)
        let word = HTMLText.escape(notice.tag ?? (notice.kind == .warning ? "Not met" : "Note"))
        return """
            <div class="notice \(notice.kind.rawValue)" role="note"><p><span class="tag">\(word)</span> \
            <strong>\(HTMLText.inline(notice.title))</strong></p>\(lines)</div>
            """
    }

    private static func table(_ table: ReportTable) -> String {
        let open = table.rows.prefix(rowsBeforeFold)
        let folded = table.rows.dropFirst(rowsBeforeFold)
        let caption = HTMLText.inline(table.caption)
        let first = rows(open, of: table, caption: caption)
        guard !folded.isEmpty else { return first }
        return """
            \(first)
            <details><summary>\(Figures.grouped(folded.count)) more \(folded.count == 1 ? "row" : "rows")</summary>
            \(rows(folded, of: table, caption: "\(caption), continued"))
            </details>
            """
    }

    private static func rows(_ rows: ArraySlice<[ReportCell]>, of table: ReportTable, caption: String) -> String {
        let heads = table.columns.map { "<th scope=\"col\">\(HTMLText.escape($0))</th>" }.joined()
        let lines = rows.map { row in
            let cells = zip(table.columns, row).enumerated().map { place, pair in
                let label = HTMLText.escape(pair.0)
                let content = cell(pair.1)
                let kind = kind(of: pair.1)
                return place == 0
                    ? "<th scope=\"row\"\(kind) data-label=\"\(label)\"><div>\(content)</div></th>"
                    : "<td\(kind) data-label=\"\(label)\"><div>\(content)</div></td>"
            }
            return "<tr>\(cells.joined())</tr>"
        }
        return """
            <div class="scroll"><table>
            <caption>\(caption)</caption>
            <thead><tr>\(heads)</tr></thead>
            <tbody>
            \(lines.joined(separator: "\n"))
            </tbody>
            </table></div>
            """
    }

    private static func kind(of cell: ReportCell) -> String {
        switch cell {
        case .number, .share: " class=\"n\""
        default: ""
        }
    }

    static func cell(_ cell: ReportCell) -> String {
        switch cell {
        case .text(let text): HTMLText.inline(text)
        case .code(let text): "<code>\(HTMLText.escape(text))</code>"
        case .time(let time): HTMLText.moment(time, digits: 3)
        case .number(let number): Figures.grouped(number)
        case .share(let share): Figures.percent(share)
        case .verdict(let verdict): badge(verdict)
        case .severity(let severity): "<span class=\"badge s-\(severity.rawValue)\">\(severity.rawValue)</span>"
        case .lane(let lane):
            "<span class=\"badge l-\(lane.rawValue)\">\(lane == .adversary ? "▸ adversary" : "◂ responders")</span>"
        case .technique(let id, let name):
            "<b class=\"id\">\(HTMLText.escape(id.text))</b> \(HTMLText.escape(name))"
        case .citations(let citations): self.citations(citations)
        case .reference(let citation):
            "<span id=\"\(anchor(citation))\">\(HTMLText.escape(citation.label))</span>"
        case .lines(let cells): cells.map { "<div>\(self.cell($0))</div>" }.joined()
        case .absent(let words): "<span class=\"absent\">\(HTMLText.escape(words))</span>"
        }
    }

    private static func citations(_ citations: Citations) -> String {
        let links = citations.shown.map { "<a class=\"ref\" href=\"#\(anchor($0))\">\(HTMLText.escape($0.label))</a>" }
        let others = citations.total - citations.shown.count
        return links.joined(separator: " ")
            + (others > 0 ? " <span class=\"more\">+\(Figures.grouped(others)) more</span>" : "")
    }

    /// Made of digits and hexadecimal digits only.
    private static func anchor(_ citation: Citation) -> String {
        "r-\(citation.file.map { "E\($0)" } ?? citation.reference.evidence.hex)-\(citation.reference.record)"
    }

    /// A verdict is told by sign and word; the colour only repeats it.
    private static func badge(_ verdict: SystemVerdict) -> String {
        "<span class=\"badge v-\(verdict.rawValue)\"><span aria-hidden=\"true\">\(verdict.sign)</span> \(verdict.words)</span>"
    }
}

extension SystemVerdict {
    var sign: String {
        switch self {
        case .confirmed: "●"
        case .probable: "◆"
        case .possible: "▲"
        case .unknown: "?"
        case .cleared: "✓"
        case .outOfScope: "–"
        }
    }
}
