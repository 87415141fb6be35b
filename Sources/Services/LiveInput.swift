import Foundation

/// What a live run reads: bytes that come when they do, until they end or somebody asks to stop.
struct LiveInput {
    /// What there is.
    enum Event {
        case bytes([UInt8])
        case end
        /// Nothing came for as long as was waited.
        case quiet
        /// Somebody asks to stop.
        case stop
    }

    /// Bytes that are read at a time, at most.
    private static let blockLength = 1 << 20

    let descriptor: Int32
    /// A descriptor that can be read from as soon as the run is to stop; nil for none.
    let stop: Int32?

    /// Waits for what is next.
    ///
    /// - Parameter patience: For how long, in milliseconds; nil for ever.
    /// - Throws: ``ServiceFailure`` where the input cannot be read.
    func next(within patience: Int32?) throws(ServiceFailure) -> Event {
        if stop != nil || patience != nil {
            var asked = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
            if let stop { asked.append(pollfd(fd: stop, events: Int16(POLLIN), revents: 0)) }
            var count = poll(&asked, nfds_t(asked.count), patience ?? -1)
            // Whatever interrupts it has a descriptor of its own.
            while count < 0, errno == EINTR { count = poll(&asked, nfds_t(asked.count), patience ?? -1) }
            if count == 0 { return .quiet }
            if count > 0, asked.count > 1, asked[1].revents != 0 { return .stop }
        }
        let block = try read()
        return block.isEmpty ? .end : .bytes(block)
    }

    private func read() throws(ServiceFailure) -> [UInt8] {
        var failure: Int32 = 0
        let block = [UInt8](unsafeUninitializedCapacity: Self.blockLength) { buffer, filled in
            var count = 0
            repeat {
                count = Foundation.read(descriptor, buffer.baseAddress, Self.blockLength)
            } while count < 0 && errno == EINTR
            if count < 0 { failure = errno }
            filled = max(0, count)
        }
        guard failure == 0 else {
            throw ServiceFailure(code: "unreadable", subject: "-", cause: String(cString: strerror(failure)))
        }
        return block
    }
}
