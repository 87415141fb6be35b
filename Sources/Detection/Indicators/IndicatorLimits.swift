/// The bounds that keep hostile lists of indicators from costing more than they may.
package enum IndicatorLimits {
    /// Indicators of all lists together, some 70 bytes each with their values. The largest public lists have a few
    /// million.
    package static let indicators = 4_000_000
    /// Bytes of the values and remarks of all lists together.
    static let textBytes = 512 << 20
    /// Bytes of one list of lines.
    package static let listBytes = 1 << 30
    /// Bytes of one JSON document, all of which is held while it is read.
    package static let documentBytes = 256 << 20
    /// Bytes of one line, or of one row of a table. Rows of exported attributes stay below.
    static let lineBytes = 64 << 10
    /// Bytes of one value. The longest URLs and paths of lists are below.
    static let valueBytes = 2_048
    /// Bytes of the name and password of a user that stand in a URL before its host.
    static let userBytes = 256
    /// Bytes of a file path or registry key: values are searched backwards by as much.
    static let pathBytes = 1_024
    /// Bytes of the remark that is kept of an indicator.
    static let remarkBytes = 200
    /// Remarks that are kept once however often they are repeated: lists have few, or one for each line.
    static let sharedRemarks = 65_536
    /// Objects and arrays of JSON inside each other; exports have ten.
    static let jsonDepth = 64
    /// Bytes of one member of a JSON object.
    static let memberBytes = 64 << 10
    /// Names of fields whose roles are kept.
    static let knownFields = 65_536
    /// Steps to a free place of the table. Without intent it is a few dozen; values that were made up to crowd one
    /// place are refused.
    static let probes = 512
    /// What was not taken is told in words this often for each list, and counted always.
    static let notices = 20
    /// Letters that a name must have.
    static let nameLetters = 4
}
