/// Renders a report as one HTML file that needs nothing else and runs nothing.
///
/// No script, no image, no font and no link to elsewhere: a report about an intruder must be safe to open, and must read the
/// same in ten years. The policy in its head tells the browser so, should an escape ever be missed.
package enum HTMLRenderer {
    package static func render(_ document: ReportDocument) -> String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
        <meta name="referrer" content="no-referrer">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(HTMLText.flat(document.kicker)): \(HTMLText.flat(document.title))</title>
        <style>
        \(HTMLStyle.sheet)
        </style>
        </head>
        <body>
        <a class="skip" href="#report">Skip to the report</a>
        <header class="masthead"><div class="inner">
        <p class="kicker">\(HTMLText.inline(document.kicker))</p>
        <h1>\(HTMLText.inline(document.title))</h1>
        \(HTMLBlocks.facts(document.facts))
        </div></header>
        <div class="inner columns">
        \(contents(document))
        <main id="report">
        \(document.banner.map { HTMLBlocks.block(.notice($0)) + "\n" } ?? "")\(document.sections.map(section).joined(separator: "\n"))
        </main>
        </div>
        <footer><div class="inner">
        \(document.colophon.map { "<p>\(HTMLText.inline($0))</p>" }.joined(separator: "\n"))
        </div></footer>
        </body>
        </html>

        """
    }

    private static func contents(_ document: ReportDocument) -> String {
        let items = document.sections.map {
            "<li><a href=\"#\($0.anchor.rawValue)\">\(HTMLText.inline($0.title))</a></li>"
        }
        return """
            <nav aria-label="Contents"><p class="label">Contents</p><ol>
            \(items.joined(separator: "\n"))
            </ol></nav>
            """
    }

    private static func section(_ section: ReportSection) -> String {
        let anchor = section.anchor.rawValue
        return """
            <section id="\(anchor)" aria-labelledby="\(anchor)-title">
            <h2 id="\(anchor)-title">\(HTMLText.inline(section.title))</h2>
            \(section.blocks.map(HTMLBlocks.block).joined(separator: "\n"))
            </section>
            """
    }
}
