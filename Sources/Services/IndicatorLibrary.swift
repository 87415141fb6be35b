package import Detection
import Foundation
package import Vocabulary

/// Reads lists of indicators from files and folders.
package enum IndicatorLibrary {
    /// What lists gave.
    package struct Loaded: Sendable {
        package let indicators: IndicatorSet
        package let report: IndicatorReport
        /// Files of which nothing, or not all, could be read, and why.
        package let unread: [(file: String, reason: String)]
    }

    /// Bytes that are read at a time.
    private static let blockLength = 4 << 20

    /// The indicators of every file under `paths`.
    ///
    /// - Parameter moment: Now: what has expired by then is not looked for.
    /// - Returns: Nil where no path is given.
    /// - Throws: ``ServiceFailure`` for a path that does not exist, where there is no file at all, and where there is not
    ///   one indicator: a sweep for nothing must not look like one that found nothing.
    package static func load(_ paths: [String], at moment: Timestamp) throws(ServiceFailure) -> Loaded? {
        guard !paths.isEmpty else { return nil }
        let found = try EvidenceFinder.find(under: paths, namesHosts: false)
        var unread = found.notTaken.map { (file: $0.path, reason: $0.reason) }
        var reader = IndicatorReader(at: moment)
        for file in found.files {
            if let reason = read(file, into: &reader) { unread.append((file.path, reason)) }
        }
        let (indicators, report) = reader.finish()
        guard indicators.count > 0 else {
            let why = report.notices.first.map { ": \($0)" } ?? unread.first.map { ": \($0.file): \($0.reason)" } ?? ""
            throw ServiceFailure(
                code: "no-indicators", subject: paths.joined(separator: ", "),
                cause: "there is no indicator that can be looked for\(why)")
        }
        return Loaded(indicators: indicators, report: report, unread: unread)
    }

    /// Why a file was not read to its end; nil where it was.
    private static func read(_ file: EvidenceFile, into reader: inout IndicatorReader) -> String? {
        guard let handle = FileHandle(forReadingAtPath: file.location) else {
            return "the file cannot be opened: \(String(cString: strerror(errno)))"
        }
        reader.begin(list: file.path, byteCount: [file].totalBytes)
        defer { reader.endList() }
        do {
            while let block = try handle.read(upToCount: blockLength), !block.isEmpty { reader.add([UInt8](block)) }
        } catch {
            return "the file cannot be read to its end"
        }
        return nil
    }
}
