/// What records of many products say, each under a name of its own.
///
/// When, where and what a record is its parser marks (``LogRecord/host`` and so on); the rest is looked up by name in
/// ``CommonFields``.
package enum CommonField: UInt8, CaseIterable, Sendable {
    /// Who acted.
    case account
    /// Whom it was done to, or who was logged on.
    case targetAccount
    /// The program that acted or was started, as a path where the source has one.
    case process
    case commandLine
    case processID
    case sourceAddress
    case sourcePort
    case destinationAddress
    case destinationPort
    /// Digests of a file or program, in whatever form the source writes them.
    case hashes
    /// What the source says in words.
    case message
}
