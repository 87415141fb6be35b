import Foundation
import Synchronization

/// A member that a thread of its own reads, while everything before it is read.
struct CompactAhead {
    /// The names that lead to it from the outermost value.
    let path: [String]
    /// Begins to read it: from these bytes and texts, at this place.
    let begin: ([UInt8], [String], Int) -> Reading

    init<Value: Decodable & Sendable>(_ path: [String], _ type: Value.Type) {
        self.path = path
        begin = { Reading(type, from: $0, $1, at: $2) }
    }

    final class Reading: Sendable {
        private let isDone = DispatchSemaphore(value: 0)
        private let value = Mutex<(any Sendable)?>(nil)

        fileprivate init<Value: Decodable & Sendable>(
            _ type: Value.Type, from bytes: [UInt8], _ texts: [String], at place: Int
        ) {
            Thread.detachNewThread {
                let read = try? CompactReader(bytes, texts, offset: place).value(type)
                self.value.withLock { $0 = read }
                self.isDone.signal()
            }
        }

        /// Waits for the value; nil where it is of another type than was expected here, or could not be read.
        func wait<Value>(for type: Value.Type) -> Value? {
            isDone.wait()
            isDone.signal()
            return value.withLock { $0 as? Value }
        }
    }
}
