import Foundation
import Storage
import Vocabulary

/// Times of something done several times over.
enum Measure {
    /// Prints the median and the longest time, beside what was promised.
    static func print(_ name: String, times: Int, promised: Double? = nil, _ body: (Int) throws -> Void) rethrows {
        var taken: [Double] = []
        for round in 0..<times {
            let start = ContinuousClock.now
            try body(round)
            taken.append(start.duration(to: .now) / .milliseconds(1))
        }
        taken.sort()
        let figures = String(format: "%9.3f ms median %9.3f ms longest", taken[times / 2], taken[times - 1])
        let promise = promised.map { String(format: "   promised < %.0f ms", $0) } ?? ""
        line(name, figures + promise)
    }

    static func line(_ name: String, _ figures: String) {
        Swift.print(name.padding(toLength: 62, withPad: " ", startingAt: 0) + figures)
    }
}

extension CaseDatabase {
    static func make(_ home: String, access: Access = .readWrite) throws -> CaseDatabase {
        try CaseDatabase(home: home, access: access, actor: .ann, at: .start)
    }
}

extension Principal {
    static let ann = Principal(account: "ann")
}

extension Timestamp {
    /// 2026-03-02T08:00:00Z.
    static let start = CivilTime(year: 2026, month: 3, day: 2, hour: 8).moment() ?? .earliest
}

extension CaseID {
    static let first = CaseID(number: 1)
}
