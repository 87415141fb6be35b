import Foundation

/// Makes a request to end the process (SIGINT, SIGTERM) something that can be waited for beside other input.
enum StopSignal {
    private static let ends: (reading: Int32, writing: Int32) = {
        var ends: [Int32] = [-1, -1]
        // Without one a request ends the process, as it does any.
        guard pipe(&ends) == 0 else { return (-1, -1) }
        return (ends[0], ends[1])
    }()

    /// From now on the first request only makes this descriptor readable; a second one ends the process.
    static func descriptor() -> Int32? {
        guard ends.reading >= 0 else { return nil }
        for request in [SIGINT, SIGTERM] {
            // Nothing but what may be called in a handler.
            signal(request) { request in
                signal(request, SIG_DFL)
                var mark: UInt8 = 1
                _ = write(StopSignal.ends.writing, &mark, 1)
            }
        }
        return ends.reading
    }
}
