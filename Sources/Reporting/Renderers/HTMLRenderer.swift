/// Renders a report as one HTML file that needs nothing else and runs nothing.
package enum HTMLRenderer {
    package static func render(_ document: ReportDocument) -> String { "" }
}
