import ArgumentParser
import Services
import Vocabulary

/// What a person says of the times of evidence that does not say it itself.
struct TimeOptions: ParsableArguments {
    @Option(
        name: .customLong("timezone"),
        help: ArgumentHelp("The zone of times that state none: +02:00. Default: UTC.", valueName: "offset"))
    var zone: ZoneOffset?

    @Option(
        help: ArgumentHelp(
            "The year of times that state none. Default: the latest that fits when the file was last written to.",
            valueName: "year"))
    var year: Int?

    @Option(
        help: ArgumentHelp(
            "Day or month first (dmy, mdy) in dates like 1/2/2026 of files that do not show it. Default: as the program.",
            valueName: "order"))
    var dateOrder: TimeAssumptions.DateOrder?

    func validate() throws {
        if let year, !(1970...9999).contains(year) { throw ValidationError("--year is between 1970 and 9999") }
    }

    var assumptions: TimeAssumptions {
        TimeAssumptions(
            offsetInMinutes: Int16(clamping: zone?.minutes ?? 0), year: year, dateOrder: dateOrder)
    }
}

extension TimeAssumptions.DateOrder: ExpressibleByArgument {}
