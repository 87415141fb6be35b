/// How long it would take from the first to the last call if one interface isolated everything, under the limits that
/// its maker documents.
///
/// The limits are those of Microsoft Defender for Endpoint for isolating a machine: 100 calls a minute and 1,500 an
/// hour, the tightest that are published.
package struct ExecutionForecast: Hashable, Sendable {
    package static let callsPerMinute = 100
    package static let callsPerHour = 1_500

    /// How many systems and accounts are contained at once.
    package let targets: Int

    package init(targets: Int) { self.targets = targets }

    /// Seconds from the order (T0) until nine in ten of all calls are made, one call a target.
    package var skewInSeconds: Int {
        let last = (targets * 9 + 9) / 10 - 1
        guard last > 0 else { return 0 }
        return last / Self.callsPerHour * 3600 + last % Self.callsPerHour / Self.callsPerMinute * 60
    }

    /// What should be known before the plan is approved; empty where one interface can take the whole set at once.
    package var warnings: [String] {
        guard targets > Self.callsPerMinute else { return [] }
        let minutes = "nine in ten would be reached \((skewInSeconds + 59) / 60) minutes after the order"
        let limit =
            targets > Self.callsPerHour
            ? "\(targets) targets are more than an interface limited to \(Self.callsPerHour) calls an hour can take"
            : "\(targets) targets are more than an interface limited to \(Self.callsPerMinute) calls a minute can take "
                + "at once"
        return ["\(limit): \(minutes); isolate whole networks by access lists, or spread over several interfaces"]
    }
}
