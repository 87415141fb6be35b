import Foundation
import Storage
import Vocabulary

/// The clock of the machine, and what the machine counts beside it.
enum MachineClock {
    static func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(unixSeconds: Int64(time.tv_sec), nanoseconds: Int64(time.tv_nsec)) ?? Timestamp.earliest
    }

    /// When the machine started, if it is `now`; nil where the kernel does not say.
    ///
    /// It counts on while it sleeps: /proc/uptime is of CLOCK_BOOTTIME, which nobody can set (proc(5), clock_gettime(2)).
    static func start(_ now: Timestamp) -> MachineStart? {
        guard let boot = try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8),
            let uptime = try? String(contentsOfFile: "/proc/uptime", encoding: .utf8),
            let seconds = uptime.split(separator: " ").first.flatMap({ Double($0) }).flatMap({
                Int64(exactly: $0.rounded())
            })
        else { return nil }
        return MachineStart(
            boot: boot.trimmingCharacters(in: .whitespacesAndNewlines), time: now.advanced(bySeconds: -seconds))
    }
}
