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
    let printsJSON: Bool

    /// Characters of the longest bar.
    private static let barLength = 50

    func printCount() async throws {
        let answer = await scope.count(query)
        try print("\(answer.value)", json: try WireJSON.line(HitCountShape(count: answer.value)))
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
        try print(PlainText.table(rows), json: try WireJSON.line(HistogramShape(answer.value)))
        note(answer.damage, count: buckets.count + answer.value.withoutTime)
    }

    func printTop(_ field: SearchField, limit: Int) async throws {
        let answer = await scope.top(query, field: field)
        let limit = limit == 0 ? Int.max : limit
        let rows = answer.value.top(limit).map { ["\($0.count)", $0.value] }
        try print(PlainText.table(rows), json: try WireJSON.line(TopValuesShape(answer.value, limit: limit)))
        if answer.value.isIncomplete {
            StandardOutput.note("more than \(TopValues.mostValues) values: those met later are not counted")
        }
        if rows.isEmpty, !query.fields.contains(field), scope.isUnknown(field) { SearchNotes.printUnknown(field) }
        note(answer.damage, count: rows.count)
    }

    private func note(_ damage: [SegmentDamage], count: Int) {
        SearchNotes.print(of: scope, query: query, damage: damage, foundNothing: count == 0)
    }

    private func print(_ text: String, json: Data) throws {
        if printsJSON {
            StandardOutput.write(Array(ExerciseMark.on(json)) + [UInt8(ascii: "\n")])
        } else {
            StandardOutput.write(Array((ExerciseMark.on(text) + "\n").utf8))
        }
    }
}
