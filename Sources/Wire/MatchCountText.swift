package import Vocabulary

extension DetectionRenderer {
    /// Adds to one match, with its line end, how many like it there are.
    ///
    /// - Parameters:
    ///   - first: Of the records that state a time.
    ///   - last: Of the same.
    package func append(count: Int, first: Timestamp?, last: Timestamp?, to line: inout [UInt8]) {
        switch format {
        case .jsonLines, .timesketch:
            // The line is an object, which is opened again.
            line.removeLast(2)
            line += Array(#","count":\#(count),"first":"#.utf8)
            append(first?.description, to: &line)
            line += Array(#","last":"#.utf8)
            append(last?.description, to: &line)
            line += Array("}\n".utf8)
        case .csv:
            line.removeLast(2)
            let cells = [count.description, first?.description ?? "", last?.description ?? ""]
            line += Array(("," + cells.map(CSVText.cell).joined(separator: ",") + "\r\n").utf8)
        case .table:
            guard count > 1 else { return }
            line.removeLast()
            line += Array(" (\(count) times, until \(last?.description ?? "-"))\n".utf8)
        }
    }

    /// What stands before the first match where matches are counted.
    package var countedHeader: [UInt8] {
        guard case .csv = format else { return header }
        return header.dropLast(2) + Array(",count,first,last\r\n".utf8)
    }
}
