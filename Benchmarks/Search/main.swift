import Bootstrap
import CaseLifecycle
import Detection
import Foundation
import RecordSearch
import Services
import Storage
import Vocabulary

// What it costs to seal, parse and index made-up records of about 1 kB, and to ask for them.
// Release builds only: swift run -c release SearchBenchmark [RECORDS], 200,000 unless told otherwise.

// As the program does.
MemoryReuse.begin()
let wanted = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 200_000
let folder = FileManager.default.temporaryDirectory.path + "/cordon-search-\(UUID().uuidString)"
defer { try? FileManager.default.removeItem(atPath: folder) }
try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)

let bench = try SearchBenchmark(home: folder + "/home")
try await bench.fill(with: wanted, in: folder + "/logs")
try await bench.ask()
