import Vocabulary

/// The way of the intruder as a drawing: one line a system, beginning when it was reached, with an arrow from where.
///
/// Systems stand in the order in which they were reached, so arrows only ever point down and to the right, and no two
/// share a place. Columns are steps, not lengths of time; the words at the left say when.
enum HTMLPicture {
    private static let words = 310
    private static let rowHeight = 46
    /// A step of many is at least this wide, and the drawing wider than a page.
    private static let narrowestStep = 12

    static func render(_ picture: MovementPicture) -> String {
        """
        <figure class="picture"><div class="scroll">\(drawing(picture, attributes: ""))</div>\
        <figcaption>Systems in the order in which they were reached; each step to the right is one arrival, \
        UTC.</figcaption></figure>
        """
    }

    /// The drawing as a file of its own, with its style inside and notes under it.
    static func file(_ picture: MovementPicture, notes: [String]) -> String {
        let attributes = #" xmlns="http://www.w3.org/2000/svg" font-family="system-ui,sans-serif""#
        return drawing(
            picture, attributes: attributes, style: "<style>\(HTMLStyle.ofPicture)</style>", notes: notes)
    }

    private static func drawing(
        _ picture: MovementPicture, attributes: String, style: String = "", notes: [String] = []
    ) -> String {
        let rows = picture.rows
        let (width, height) = (width(of: rows.count), (rows.count + notes.count) * rowHeight + 14)
        let drawn =
            rows.enumerated().map { row($0.offset, $0.element, of: rows.count) }
            + notes.enumerated().map { offset, note in
                #"<text class="how" x="0" y="\#(y(rows.count + offset))">\#(text(note, 120))</text>"#
            }
        return """
            <svg\(attributes) viewBox="0 0 \(width) \(height)" \
            role="img" aria-labelledby="picture-title picture-text">\(style)
            <title id="picture-title">The way of the intruder</title>
            <desc id="picture-text">\(rows.map(description).joined(separator: ". "))</desc>
            <defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">\
            <path class="tip" d="M0 0 8 4 0 8z"/></marker></defs>
            \(drawn.joined(separator: "\n"))
            </svg>
            """
    }

    private static func width(of count: Int) -> Int { max(760, words + 60 + count * narrowestStep) }

    private static func end(of count: Int) -> Int { width(of: count) - 20 }

    private static func x(_ place: Int, of count: Int) -> Int {
        let room = end(of: count) - words - 60
        return words + 30 + place * min(90, room / max(1, count - 1))
    }

    private static func y(_ place: Int) -> Int { place * rowHeight + 26 }

    private static func row(_ place: Int, _ row: MovementPicture.Row, of count: Int) -> String {
        let (x, y) = (x(place, of: count), y(place))
        let start = row.from.map { "M\(x) \(self.y($0)) V\(y - 9)" } ?? "M\(x - 24) \(y) H\(x - 9)"
        let origin = row.from.map { "<circle class=\"origin\" cx=\"\(x)\" cy=\"\(self.y($0))\" r=\"2.5\"/>" } ?? ""
        return """
            <g class="v-\(row.verdict.rawValue)"><path class="life" d="M\(x) \(y) H\(end(of: count))"/>\
            <path class="step" d="\(start)" marker-end="url(#tip)"/>\(origin)\
            <circle class="dot" cx="\(x)" cy="\(y)" r="6.5"/>\
            <text class="name" x="0" y="\(y - 2)">\(text(row.name, 30)) <tspan class="mark">\(row.verdict.sign) \
            \(row.verdict.words)</tspan></text>\
            <text class="how" x="0" y="\(y + 14)">\(when(row.time)) \(how(row, limit: 28))</text></g>
            """
    }

    private static func when(_ time: Timestamp) -> String {
        String(time.text(digits: 0).dropLast(4).map { $0 == "T" ? " " : $0 })
    }

    private static func how(_ row: MovementPicture.Row, limit: Int) -> String {
        let parts = [row.entry.map { "from \($0)" }, row.method].compactMap(\.self)
        return parts.isEmpty ? "" : "· " + text(parts.joined(separator: ", "), limit)
    }

    private static func description(_ row: MovementPicture.Row) -> String {
        "\(text(row.name, 60)), \(row.verdict.words), \(when(row.time)) \(how(row, limit: 120))"
    }

    private static func text(_ text: String, _ limit: Int) -> String {
        HTMLText.escapeShown(VisibleText.brief(text, limit: limit))
    }
}
