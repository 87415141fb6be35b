/// A computer that wrote records of a log, by what the records say.
package struct LogWriter: Hashable, Sendable, Codable {
    /// As the records have it.
    package let host: String
    /// How many of the log's records are its own.
    package let records: Int

    package init(host: String, records: Int) {
        self.host = host
        self.records = records
    }
}
