import Vocabulary

/// Dates whose month is a word: `Mar 1, 2026 @ 10:00:00.123` (Kibana), `Sun, 01 Mar 2026 10:00:00` (RFC 5322),
/// `Sun Mar  1 10:00:00 2026` (asctime), `01/Mar/2026:10:00:00`, `1. März 2026 10:00`.
enum NamedMonthDate {
    /// Reads a date with a time of day and without a zone; nil for any other text.
    ///
    /// The parts are known by what they are, whatever their order: the month is the only word, the year has four digits, the
    /// time of day colons.
    static func read(_ text: String) -> CivilTime? {
        var (year, month, day, half): (Int?, Int?, Int?, String?)
        var clock: Substring?
        for part in parts(of: text) {
            if part.contains(":") {
                guard clock == nil else { return nil }
                clock = part
            } else if let number = Int(part) {
                switch part.utf8.count {
                case 4 where year == nil: year = number
                case 1...2 where day == nil: day = number
                default: return nil
                }
            } else {
                let word = part.lowercased()
                if let number = months[word] {
                    guard month == nil else { return nil }
                    month = number
                } else if word == "am" || word == "pm" {
                    half = word
                } else if !weekdays.contains(word), word != "at", word != "@", word != "de" {
                    return nil
                }
            }
        }
        guard let year, let month, let day, let clock else { return nil }
        // The rest is as in other dates for the eye.
        return LocalDate("\(year)-\(month)-\(day) \(clock) \(half ?? "")")?.civil
    }

    /// Pieces between blanks, commas, hyphens, slashes and a point behind a day; `01/Mar/2026:10:00:00` has a colon there.
    private static func parts(of text: String) -> [Substring] {
        text.split { $0 == " " || $0 == "," || $0 == "-" || $0 == "/" || $0 == "\u{202F}" }.flatMap { part in
            let pieces = part.split(separator: ":", maxSplits: 1)
            if pieces.count == 2, pieces[0].utf8.count == 4 { return pieces }
            return [part.last == "." ? part.dropLast() : part]
        }
    }

    private static let weekdays: Set<String> = [
        "mon", "tue", "wed", "thu", "fri", "sat", "sun", "monday", "tuesday", "wednesday", "thursday", "friday",
        "saturday", "sunday",
    ]

    /// Of each month the names in English, German, French, Spanish, Italian, Portuguese and Dutch, with their short forms.
    private static let names = [
        "jan january januar jänner janv janvier enero ene gen gennaio janeiro januari",
        "feb february februar févr février febrero febbraio fev fevereiro februari",
        "mar march mär märz mars marzo março maart mrt", "apr april avr avril abril abr aprile",
        "may mai mayo maggio mag maio mei", "jun june juni juin junio giugno giu junho",
        "jul july juli juil juillet julio luglio lug julho", "aug august août agosto ago augustus",
        "sep sept september septembre septiembre settembre set setembro",
        "oct october okt oktober octobre octubre ottobre ott out outubro",
        "nov november novembre noviembre novembro",
        "dec december dez dezember déc décembre diciembre dic dicembre dezembro",
    ]

    private static let months: [String: Int] = {
        var months: [String: Int] = [:]
        for (index, list) in names.enumerated() {
            for name in list.split(separator: " ") { months[String(name)] = index + 1 }
        }
        return months
    }()
}
