// How fast evidence becomes batches, without a store and without output.
//
//     ReaderBenchmark FILE...             a line a file: name, format, bytes, records, values, CPU seconds of the best of five
//     ReaderBenchmark --threads FILE...   a line a file: name, how much faster two threads are, and the same of a loop
//                                         that adds up memory, measured in turns

import CShims
import Foundation
import Vocabulary

// As the program does.
memory_keep(32 << 20, 64 << 20)

let arguments = CommandLine.arguments.dropFirst()
let countsThreads = arguments.first == "--threads"
for path in countsThreads ? arguments.dropFirst() : arguments {
    guard let file = PortionedFile(path) else {
        FileHandle.standardError.write(Data("\(path): cannot be read, or is of no known format\n".utf8))
        exit(1)
    }
    if countsThreads {
        let gain = await Gain.measured(of: file)
        print("\(file.name)\t\(gain.reading)\t\(gain.memory)")
    } else {
        let (seconds, records, values) = file.fastest(of: 5)
        print("\(file.name)\t\(file.format.rawValue)\t\(file.size)\t\(records)\t\(values)\t\(seconds)")
    }
}
