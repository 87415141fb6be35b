import ArgumentParser
import Foundation
import RecordSearch
import Services
import Vocabulary
import Wire

/// Prints what hits come to: their number, their times, the values of a field.
struct SearchSummary {
    let scope: SearchScope
    let query: Query
    let format: SearchFormat

    /// Characters of the longest bar.
    private static let barLength = 50

    func printCount() async throws {
        let answer = await scope.count(query)
        let shape = HitCountShape(count: answer.value)
        print("\(answer.value)", csv: shape.csv, json: try WireJSON.line(shape))
        note(answer.damage, count: answer.value)
    }

    func printHistogram(_ seconds: Int64?) async throws {
        let answer = await scope.histogram(query, seconds: seconds)
        guard !answer.value.isOverfull else {
            throw ValidationError("more than \(TimeHistogram.mostBuckets) stretches of time: choose a longer interval")
        }
        let buckets = answer.value.buckets
        let most = buckets.map(\.count).max() ?? 1
        var rows = buckets.map { start, count in
            [start.text(digits: 0), "\(count)", String(repeating: "#", count: max(1, count * Self.barLength / most))]
        }
        if answer.value.withoutTime > 0 { rows.append(["without a time", "\(answer.value.withoutTime)", ""]) }
        let shape = HistogramShape(answer.value)
        print(PlainText.table(rows), csv: shape.csv, json: try WireJSON.line(shape))
        note(answer.damage, count: buckets.count + answer.value.withoutTime)
    }

    func printTop(_ field: SearchField, limit: Int) async throws {
        let answer = await scope.top(query, field: field)
        let limit = limit == 0 ? Int.max : limit
        let rows = answer.value.top(limit).map { ["\($0.count)", $0.value] }
        let shape = TopValuesShape(answer.value, limit: limit)
        print(PlainText.table(rows), csv: shape.csv, json: try WireJSON.line(shape))
        if answer.value.isIncomplete {
            StandardOutput.note("more than \(TopValues.mostValues) values: those met later are not counted")
        }
        if rows.isEmpty, !query.fields.contains(field), scope.isUnknown(field) { SearchNotes.printUnknown(field) }
        guard rows.isEmpty else { return note(answer.damage, count: rows.count) }
        let found = await scope.count(query).value
        if found > 0 { StandardOutput.note("none of the \(found) records found has a value of \(field.name)") }
        note(answer.damage, count: found)
    }

    private func note(_ damage: [SegmentDamage], count: Int) {
        SearchNotes.print(of: scope, query: query, damage: damage, foundNothing: count == 0)
    }

    private func print(_ text: String, csv: String, json: Data) {
        switch format {
        case .text: StandardOutput.write(Array((ExerciseMark.on(text) + "\n").utf8))
        case .json, .jsonl: StandardOutput.write(Array(ExerciseMark.on(json)) + [UInt8(ascii: "\n")])
        case .csv:
            ExerciseMark.note()
            StandardOutput.write(Array(csv.utf8))
        }
    }
}
