import CaseLifecycle
import Vocabulary

/// Renders a report as CommonMark with GitHub's tables.
package enum MarkdownRenderer {
    package static func render(_ document: ReportDocument) -> String {
        let head = [
            "# \(MarkdownText.inline(document.kicker))\\: \(MarkdownText.inline(document.title))",
            facts(document.facts),
        ]
        let banner = document.banner.map { [block(.notice($0))] } ?? []
        let sections = document.sections.flatMap { section in
            ["## \(MarkdownText.inline(section.title))"] + section.blocks.map(block)
        }
        return (head + banner + sections + ["---"] + document.colophon.map(MarkdownText.inline)).joined(
            separator: "\n\n") + "\n"
    }

    private static func block(_ block: ReportBlock) -> String {
        switch block {
        case .heading(let text): "### \(MarkdownText.inline(text))"
        case .paragraph(let text): MarkdownText.inline(text)
        case .facts(let facts): self.facts(facts)
        case .figures(let figures):
            list(figures.map { "\(words: $0.verdict.words): \($0.count)" })
        case .table(let table): self.table(table)
        case .notice(let notice):
            (["**\(notice.tag.map { MarkdownText.words($0) + "\\: " } ?? "")\(MarkdownText.inline(notice.title))**"]
                + (notice.lines.isEmpty ? [] : [list(notice.lines)]))
                .joined(separator: "\n\n")
        case .quotation(let text, let author):
            "\(MarkdownText.inline(author))\\:\n\n\(fenced(VisibleText.lines(text)))"
        case .code(let command): fenced([VisibleText.show(command)])
        case .picture(let picture): list(steps(picture), numbered: true)
        }
    }

    private static func list(_ items: [ReportText], numbered: Bool = false) -> String {
        items.enumerated().map { "\(numbered ? "\($0.offset + 1)." : "-") \(MarkdownText.inline($0.element))" }
            .joined(separator: "\n")
    }

    private static func facts(_ facts: [ReportFact]) -> String {
        facts.map { "- \(MarkdownText.words($0.name))\\: \(cell($0.value))" }.joined(separator: "\n")
    }

    /// The picture in words, a step a line.
    private static func steps(_ picture: MovementPicture) -> [ReportText] {
        picture.rows.map { row in
            let source = row.from.map { picture.rows[$0].name } ?? row.entry
            let from: ReportText = source.map { ", from \(value: $0)" } ?? ""
            let method: ReportText = row.method.map { ", \(value: $0)" } ?? ""
            return "\(row.time) \(value: row.name) (\(words: row.verdict.words))\(from)\(method)"
        }
    }

    /// Lines that nothing is read into, between fences that none of them can close.
    private static func fenced(_ lines: [String]) -> String {
        let run = lines.map { MarkdownText.longestRun(of: "`", in: $0) }.max() ?? 0
        let fence = String(repeating: "`", count: max(3, run + 1))
        return ([fence + "text"] + lines + [fence]).joined(separator: "\n")
    }

    private static func table(_ table: ReportTable) -> String {
        let rows =
            [table.columns.map(MarkdownText.words), table.columns.map { _ in "---" }] + table.rows.map { $0.map(cell) }
        let lines = rows.map { "| \($0.joined(separator: " | ")) |" }
        return "\(MarkdownText.inline(table.caption))\\:\n\n\(lines.joined(separator: "\n"))"
    }

    private static func cell(_ cell: ReportCell) -> String {
        switch cell {
        case .text(let text): MarkdownText.inline(text)
        case .code(let text): MarkdownText.value(text)
        case .time(let time): MarkdownText.moment(time, digits: 3)
        case .number(let number): Figures.grouped(number)
        case .share(let share): Figures.percent(share)
        case .verdict(let verdict): verdict.words
        case .severity(let severity): severity.rawValue
        case .lane(let lane): lane.rawValue
        case .technique(let id, let name): MarkdownText.words(name.isEmpty ? id.text : "\(id.text) \(name)")
        case .citations(let citations):
            citations.shown.map(\.label).joined(separator: " ")
                + (citations.total > citations.shown.count
                    ? " and \(Figures.grouped(citations.total - citations.shown.count)) more" : "")
        case .reference(let citation): citation.label
        case .lines(let cells): cells.map(self.cell).joined(separator: "; ")
        case .absent(let words): MarkdownText.words(words)
        }
    }
}
