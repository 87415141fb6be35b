/// Renders a report as CommonMark with GitHub's tables.
package enum MarkdownRenderer {
    package static func render(_ document: ReportDocument) -> String { "" }
}
