import Foundation
import RecordSearch
import Services
import Vocabulary
import Wire

/// Prints found records one after the other, so that millions of them take no more memory than one.
struct SearchPages {
    let scope: SearchScope
    let query: Query
    let format: SearchFormat
    let fields: [SearchField]?
    let namesCase: Bool
    /// 0 for no limit.
    let limit: Int

    /// Bytes that are written at a time.
    private static let bufferLength = 1 << 16

    func print(isReversed: Bool, after: HitKey?) throws {
        let renderer = FoundRecordRenderer(rendererFormat, fields: fields, namesCase: namesCase)
        var merge = scope.hits(query, isReversed: isReversed, after: after)
        var buffer = opening(renderer)
        var printed = 0
        var last: HitKey?
        var damage: [SegmentDamage] = []
        while limit == 0 || printed < limit, let hit = merge.next() {
            try Task.checkCancellation()
            do throws(SegmentDamage) {
                let record = try merge.record(of: hit)
                let id = CaseID(number: scope.sources[hit.source].group)
                if format == .json, printed > 0 { buffer.append(UInt8(ascii: ",")) }
                append(record, id, renderer, to: &buffer)
                printed += 1
                last = hit.key
            } catch { damage.append(error) }
            if buffer.count >= Self.bufferLength {
                StandardOutput.write(buffer)
                buffer = []
            }
        }
        let isMore = limit > 0 && printed == limit && merge.next() != nil
        let cursor = isMore ? last?.cursor : nil
        if format == .json {
            buffer += Array("],\"after\":\(cursor.map { "\"\($0)\"" } ?? "null")}\n".utf8)
        }
        StandardOutput.write(buffer)
        if let cursor { StandardOutput.note("there is more: --after \(cursor)") }
        SearchNotes.print(
            of: scope, query: query, damage: damage + merge.damage.map(\.1), foundNothing: printed == 0 && after == nil)
    }

    private var rendererFormat: FoundRecordRenderer.Format {
        switch format {
        case .text: .text
        case .json, .jsonl: .json
        case .csv: .csv
        }
    }

    private func opening(_ renderer: FoundRecordRenderer) -> [UInt8] {
        switch format {
        case .json: return Array(ExerciseMark.on(Data(#"{"hits":["#.utf8)))
        case .text: return Array(ExerciseMark.on("").utf8)
        case .jsonl, .csv:
            ExerciseMark.note()
            return renderer.header
        }
    }

    private func append(
        _ record: FoundRecord, _ id: CaseID, _ renderer: FoundRecordRenderer, to buffer: inout [UInt8]
    ) {
        renderer.append(record, of: id, to: &buffer)
        if format == .jsonl { buffer.append(UInt8(ascii: "\n")) }
    }
}

/// What people must know of a search beside its hits: nothing may look as if it was not there when it was not looked at.
enum SearchNotes {
    static func print(of scope: SearchScope, query: Query, damage: [SegmentDamage], foundNothing: Bool) {
        for gap in scope.gaps {
            if gap.files > 0 {
                StandardOutput.note(
                    "\(gap.id): \(gap.files) files were read and are not in the index: cordon admin rebuild")
            }
            if gap.unread > 0 {
                StandardOutput.note("\(gap.id): \(gap.unread) files are sealed and were never read: \(gap.reading)")
            }
            for damaged in gap.damage {
                StandardOutput.note("\(gap.id): not searched: \(damaged): cordon admin rebuild")
            }
        }
        for problem in damage {
            StandardOutput.note("a part of the index is damaged, \(problem.detail): cordon admin rebuild")
        }
        guard foundNothing else { return }
        for field in scope.unknownFields(of: query) {
            printUnknown(field)
        }
        StandardOutput.note("nothing found among \(scope.sources.reduce(0) { $0 + $1.segment.count }) records")
    }

    static func printUnknown(_ field: SearchField) {
        StandardOutput.note("no record has a field called \(field.name)")
    }
}
