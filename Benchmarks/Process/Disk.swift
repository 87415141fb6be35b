import CaseLifecycle
import Foundation
import Storage
import Synchronization
import Vocabulary

/// What it costs that an acknowledged event is on the disk, beside what the disk itself asks for.
enum Disk {
    static let writers = 64
    static let rounds = 40

    static func measure(in home: String) throws {
        let database = try CaseDatabase.make(home)
        try note("opened", in: database)
        print("events on the disk")
        let path = home + "/probe"
        let probe = open(path, O_RDWR | O_CREAT, 0o600)
        let block = [UInt8](repeating: 7, count: 4096)
        Measure.print("  write 4 KiB to a file and fsync it", times: 200) { _ in
            _ = write(probe, block, block.count)
            fsync(probe)
        }
        close(probe)
        unlink(path)
        try Measure.print("  append one event, one writer", times: 200) { round in
            try note("note \(round)", in: database)
        }
        let failures = Atomic(0)
        let start = ContinuousClock.now
        let done = DispatchGroup()
        for writer in 0..<writers {
            done.enter()
            Thread.detachNewThread {
                for round in 0..<rounds {
                    do { try note("\(writer) \(round)", in: database) } catch { failures.add(1, ordering: .relaxed) }
                }
                done.leave()
            }
        }
        done.wait()
        let each = start.duration(to: .now) / .milliseconds(1) / Double(writers * rounds)
        Measure.line(
            "  append one event, \(writers) writers, \(writers * rounds) events",
            String(format: "%9.3f ms each, %d failed", each, failures.load(ordering: .relaxed)))
    }

    private static func note(_ text: String, in database: CaseDatabase) throws {
        _ = try database.write { transaction in
            let incident = try transaction.loadCase(.first)
            return try transaction.append(
                [incident == nil ? .opened(title: text) : .noteAdded(text: text)], to: .first,
                expected: incident?.version ?? 0, actor: .ann, at: .start)
        }
    }
}
