import ArgumentParser
import Detection
import Foundation
import Services
import Vocabulary

/// What evidence is swept for beside rules.
struct IndicatorOptions: ParsableArguments {
    @Option(
        name: .customLong("indicators"),
        help: ArgumentHelp(
            "A list of indicators of compromise, or a folder of them: lines, CSV, MISP or STIX 2; may be repeated.",
            valueName: "path"))
    var paths: [String] = []

    /// The indicators, with what is not looked for told.
    ///
    /// - Returns: Nil where no list is given.
    func load() throws -> IndicatorLibrary.Loaded? {
        let now = Timestamp(unixSeconds: Int64(Date.now.timeIntervalSince1970)) ?? .earliest
        guard let loaded = try IndicatorLibrary.load(paths, at: now) else { return nil }
        for (file, reason) in loaded.unread { StandardOutput.note("not read: \(file): \(reason)") }
        for notice in loaded.report.notices { StandardOutput.note(notice.description) }
        if loaded.report.refused > 0 {
            StandardOutput.note("\(loaded.report.refused) entries of lists of indicators are not looked for")
        }
        return loaded
    }
}

extension IndicatorReport {
    /// For `--stats`.
    var lines: [String] {
        [
            "indicators loaded: \(loaded)", "indicators refused: \(refused)", "indicators repeated: \(repeated)",
            "indicators expired: \(expired)", "indicators withdrawn: \(withdrawn)",
            "indicators not for detection: \(notForDetection)",
        ]
    }
}
