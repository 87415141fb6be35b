/// Numbers as people read them.
package enum Figures {
    /// `1234567` as `1,234,567`.
    static func grouped(_ number: Int) -> String {
        let digits = String(number.magnitude)
        var text = ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return number < 0 ? "-" + text : text
    }

    /// A share from 0 to 1 as a whole percentage; 100 % and 0 % are said only where it is exactly that.
    package static func percent(_ share: Double) -> String {
        guard share.isFinite else { return "not a number" }
        let bounded = min(max(share, 0), 1)
        let rounded = Int((bounded * 100).rounded())
        if rounded == 100, bounded < 1 { return "over 99 %" }
        if rounded == 0, bounded > 0 { return "under 1 %" }
        return "\(rounded) %"
    }

    /// A span of time in its two largest units: `2 days 3 h`, `14 min 5 s`.
    package static func span(seconds: Double) -> String {
        let total = Int(min(max(seconds, 0), 1e12))
        let (days, hours, minutes) = (total / 86_400, total / 3600 % 24, total / 60 % 60)
        if days > 0 { return "\(grouped(days)) \(days == 1 ? "day" : "days") \(hours) h" }
        if hours > 0 { return "\(hours) h \(minutes) min" }
        return minutes > 0 ? "\(minutes) min \(total % 60) s" : "\(total) s"
    }
}
