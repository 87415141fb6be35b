// How long one investigation takes, over made-up companies of ever more movements, with five records for each.
//
//     InvestigationBenchmark [MOVEMENTS...]   a line each: movements, computers, records taken in a second, seconds of
//                                             one investigation of what was taken in, movements told, most memory so far

import Foundation
import Investigation
import Vocabulary

let sizes = CommandLine.arguments.dropFirst().compactMap { Int($0) }
for edges in sizes.isEmpty ? [10_000, 20_000, 40_000, 100_000, 200_000] : sizes {
    var estate = MadeUpEstate(edges: edges)
    var observations = CaseObservations()
    var findings: [FindingSighting] = []
    var taken = Duration.zero
    estate.forEachFile { file, batch, found in
        let start = ContinuousClock.now
        var collector = ObservationCollector(evidence: file)
        collector.observe(batch, firstRecord: 0)
        observations.add(collector)
        taken += start.duration(to: .now)
        findings += found
    }
    let start = ContinuousClock.now
    let scope = Investigator.assess(observations, findings: findings)
    let seconds = start.duration(to: .now) / .seconds(1)
    print(
        String(
            format: "%9d movements %8d computers %9.0f records/s taken in %8.3f s investigated %6d told %6d MB",
            edges, estate.hosts, Double(edges * 5) / (taken / .seconds(1)), seconds, scope.movements.count,
            mostMemory()))
}

/// Megabytes of the largest resident set so far.
func mostMemory() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return (line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) / 1_024
}
