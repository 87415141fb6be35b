import ArgumentParser
import CaseLifecycle
import Vocabulary

/// Decimal text as a whole number of parts.
private enum DecimalText {
    /// `text` times `scale`; nil for what is no number of at most nine digits on either side, or leaves a fraction.
    static func scaled(_ text: String, by scale: Int) -> Int? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count),
            parts.allSatisfy({ (1...9).contains($0.utf8.count) && $0.utf8.allSatisfy { 0x30...0x39 ~= $0 } }),
            let whole = Int(parts[0])
        else { return nil }
        guard parts.count == 2, let fraction = Int(parts[1]) else { return whole * scale }
        var unit = 1
        for _ in parts[1].utf8 { unit *= 10 }
        let (quotient, remainder) = (fraction * scale).quotientAndRemainder(dividingBy: unit)
        return remainder == 0 ? whole * scale + quotient : nil
    }
}

/// Hours as people write them, `3.5`: a whole number of seconds.
struct Hours: ExpressibleByArgument {
    let seconds: Int

    init?(argument: String) {
        guard let seconds = DecimalText.scaled(argument, by: 3600) else { return nil }
        self.seconds = seconds
    }
}

/// A percentage of at most two digits behind the point.
struct Percentage: ExpressibleByArgument {
    let hundredths: Int

    init?(argument: String) {
        guard let hundredths = DecimalText.scaled(argument, by: 100) else { return nil }
        self.hundredths = hundredths
    }
}

/// A day, `2026-03-01`, or a moment.
struct Day: ExpressibleByArgument {
    let time: Timestamp

    init?(argument: String) {
        if let time = Timestamp(iso8601: argument) {
            self.time = time
            return
        }
        guard argument.utf8.count == 10, let civil = CivilTime.read(argument)?.civil, let time = civil.moment() else {
            return nil
        }
        self.time = time
    }
}

extension Currency: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}
extension CostStage: ExpressibleByArgument {}
extension LossVariety: ExpressibleByArgument {}
extension FineState: ExpressibleByArgument {}
extension CostRow.Certainty: ExpressibleByArgument {}
