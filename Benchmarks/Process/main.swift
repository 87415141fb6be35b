import CaseLifecycle
import Foundation
import Services
import Storage
import Vocabulary

// What the process costs on a case of 10,000 systems, 5,000 actions and 100,000 events, and on a store of 10,000 cases.
// Release builds only: swift run -c release ProcessBenchmark

let folder = FileManager.default.temporaryDirectory.path + "/cordon-bench-\(UUID().uuidString)"
defer { try? FileManager.default.removeItem(atPath: folder) }
try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)

try LargeCase.measure(in: folder + "/large")
LateSteps.measure()
try ManyCases.measure(in: folder + "/many")
try Disk.measure(in: folder + "/disk")
