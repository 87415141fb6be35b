/// The columns of a table of indicators, which has a header, and cells between commas, semicolons or tabs.
struct IndicatorColumns {
    private enum Column {
        case value, kind, remark, level, expiry, isForDetection
    }

    private let separator: UInt8
    private var columns: [Column?] = []

    /// Nil where a line is no header: one names the column of values.
    init?(header: [UInt8]) {
        let separators = [UInt8(ascii: ","), 0x09, UInt8(ascii: ";"), UInt8(ascii: "|")]
        let counts = separators.map { one in header.count { $0 == one } }
        let most = counts.indices.max { counts[$0] < counts[$1] || counts[$0] == counts[$1] && $0 > $1 } ?? 0
        separator = separators[most]
        var found: [Column: Int] = [:]
        for (place, cell) in Self.cells(header[...], separator).enumerated() {
            let name = String(
                decoding: cell.map(CaseFolding.ascii).filter { $0 &- 0x61 < 26 || $0 &- 0x30 < 10 }, as: UTF8.self)
            let column = Self.names[name]
            if let column, found[column] == nil {
                found[column] = place
                columns.append(column)
            } else {
                columns.append(nil)
            }
        }
        guard found[.value] != nil else { return nil }
    }

    private static let names: [String: Column] = [
        "value": .value, "indicator": .value, "ioc": .value, "iocvalue": .value, "indicatorvalue": .value,
        "observable": .value, "attributevalue": .value, "values": .value,
        "type": .kind, "kind": .kind, "indicatortype": .kind, "ioctype": .kind, "attributetype": .kind,
        "observabletype": .kind, "valuetype": .kind,
        "description": .remark, "comment": .remark, "remark": .remark, "note": .remark, "notes": .remark,
        "malware": .remark, "threat": .remark, "malwareprintable": .remark, "title": .remark, "name": .remark,
        "level": .level, "severity": .level,
        "expiry": .expiry, "expires": .expiry, "expiration": .expiry, "validuntil": .expiry, "expirydate": .expiry,
        "expirationdate": .expiry, "expirationtime": .expiry,
        "toids": .isForDetection,
    ]

    /// Whether a quoted cell of a line goes on in the next.
    func isOpen(_ line: ArraySlice<UInt8>) -> Bool { line.count { $0 == 0x22 } % 2 == 1 }

    /// What a line says.
    func row(_ line: ArraySlice<UInt8>) -> IndicatorEntry {
        var entry = IndicatorEntry([])
        var type: [UInt8] = []
        for (column, cell) in zip(columns, Self.cells(line, separator)) {
            switch column {
            case .value: entry.value = cell
            case .kind: type = IndicatorShape.trimmed(cell)
            case .remark: entry.remark = cell
            case .level: entry.level = IndicatorEntry.level(cell)
            case .expiry:
                let text = IndicatorShape.trimmed(cell)
                if !text.isEmpty { entry.expiry = String(decoding: text, as: UTF8.self) }
            case .isForDetection:
                let word = IndicatorShape.trimmed(cell).map(CaseFolding.ascii)
                entry.isNotForDetection = word.elementsEqual("0".utf8) || word.elementsEqual("false".utf8)
            case nil: continue
            }
        }
        return MISPType.read(entry, type: type)
    }

    /// The cells of a line. Quotes around a cell are taken off, and two within it are one.
    private static func cells(_ line: ArraySlice<UInt8>, _ separator: UInt8) -> [[UInt8]] {
        var cells: [[UInt8]] = []
        var cell: [UInt8] = []
        var isQuoted = false
        var place = line.startIndex
        while place < line.endIndex {
            let byte = line[place]
            if byte == 0x22 {
                if isQuoted, place + 1 < line.endIndex, line[place + 1] == 0x22 {
                    cell.append(0x22)
                    place += 1
                } else if isQuoted || cell.allSatisfy({ $0 == 0x20 }) {
                    isQuoted.toggle()
                } else {
                    cell.append(byte)
                }
            } else if byte == separator, !isQuoted {
                cells.append(cell)
                cell.removeAll(keepingCapacity: true)
            } else {
                cell.append(byte)
            }
            place += 1
        }
        cells.append(cell)
        return cells
    }
}
