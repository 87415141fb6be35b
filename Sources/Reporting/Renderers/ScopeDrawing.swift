package import CaseLifecycle
import Vocabulary

/// The scope of a case as a drawing that stands alone: the systems that are suspected or confirmed, and how the intruder
/// went from one to the other.
package struct ScopeDrawing {
    private let incident: Case
    private let mark: String?

    /// - Parameter mark: What must stand in the drawing whoever looks at it; nil for nothing.
    package init(_ incident: Case, mark: String?) {
        self.incident = incident
        self.mark = mark
    }

    /// The first arrival at each of the first 2,000 systems as SVG 1.1, light or dark as its reader prefers. Systems of
    /// unknown time are counted under it.
    package var svg: String {
        let (picture, leftOut) = MovementPicture.of(incident, most: MovementPicture.mostInFile)
        let missing =
            leftOut > 0 ? "\(leftOut) systems are not drawn: their time is not known, or there are too many" : nil
        return HTMLPicture.file(picture, notes: [mark, missing].compactMap(\.self))
    }

    /// Every movement as an edge of a directed graph in the DOT language of Graphviz.
    package var dot: String {
        let movements = incident.scope.movements.sorted { ($0.time, $0.from, $0.to) < ($1.time, $1.from, $1.to) }
        let touched = incident.systems.filter { $0.value.verdict == .confirmed || $0.value.verdict.isSuspected }
        let first = incident.scope.patientZero.first?.host
        let ends = Set(movements.flatMap { [$0.from, $0.to] }).subtracting(touched.keys)
        let nodes = touched.sorted { $0.key < $1.key }.map { name, standing in
            let isFirst = name == first
            let lines = [name, standing.verdict.words] + (isFirst ? ["patient zero"] : [])
            return
                "  \(quoted([name])) [label=\(quoted(lines)), shape=\(isFirst ? "doubleoctagon" : shape(standing.verdict))];"
        }
        let edges = movements.map { movement in
            let lines = [
                movement.time.text(digits: 0), movement.method, movement.account ?? "",
                Figures.percent(movement.confidence),
            ]
            return "  \(quoted([movement.from])) -> \(quoted([movement.to])) [label=\(quoted(lines))];"
        }
        return
            (["digraph \(quoted([incident.id.description])) {", "  rankdir=LR;", "  node [fontname=\"sans-serif\"];"]
            + (mark.map { ["  label=\(quoted([$0]));"] } ?? []) + nodes
            + ends.sorted().map { "  \(quoted([$0])) [shape=plaintext];" } + edges + ["}"])
            .joined(separator: "\n")
    }

    private func shape(_ verdict: SystemVerdict) -> String { verdict == .confirmed ? "octagon" : "ellipse" }

    /// A quoted identifier of DOT, in which only the quote and the backslash mean something.
    private func quoted(_ lines: [String]) -> String {
        let shown = lines.filter { !$0.isEmpty }.map { line in
            VisibleText.brief(line, limit: 200).reduce(into: "") { text, character in
                if character == "\"" || character == "\\" { text.append("\\") }
                text.append(character)
            }
        }
        return "\"\(shown.joined(separator: "\\n"))\""
    }
}
