import CaseLifecycle
import Storage
import Vocabulary

/// A store of many cases.
enum ManyCases {
    static let cases = 10_000

    static func measure(in home: String) throws {
        let database = try CaseDatabase.make(home)
        for start in stride(from: 1, through: cases, by: 500) {
            try database.write { transaction in
                for number in start..<(start + 500) {
                    let events: [CaseEvent] = [
                        .opened(title: "Case \(number)"), .leadAssigned(person: "lead \(number % 40)"),
                    ]
                    _ = try transaction.append(
                        events, to: CaseID(number: number), expected: 0, actor: .ann, at: .start)
                }
            }
        }
        print("a store of \(cases) cases")
        let reader = try CaseDatabase.make(home, access: .readOnly)
        try Measure.print("  list all, in the order of the queue", times: 15, promised: 50) { _ in
            _ = try reader.queue(CaseFilter(state: nil, lead: nil, isOpen: false))
        }
        try Measure.print("  list those of one lead", times: 15, promised: 50) { round in
            _ = try reader.queue(CaseFilter(state: nil, lead: "lead \(round)", isOpen: true))
        }
        try Measure.print("  list 20 of one state", times: 15, promised: 50) { _ in
            _ = try reader.queue(CaseFilter(state: .signal, lead: nil, isOpen: false), offset: 5000, limit: 20)
        }
    }
}
