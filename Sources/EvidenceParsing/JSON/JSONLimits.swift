/// What one line or portion of JSON lines may ask of us at most. Passing a limit is an issue, never silence.
enum JSONLimits {
    /// Bytes of one line. The longest lines seen in real logs (script blocks, cloud audit) stay below 1 MiB.
    static let lineLength = 16 << 20

    /// Bytes that a portion aims at: small enough to keep a batch in cache, large enough to hide its fixed cost.
    static let portionLength = 1 << 20

    /// Objects and arrays inside each other. Real logs stay below 16; each level costs a step in every path below it.
    static let depth = 64

    /// Values of one record. Audit records with long lists reach a few thousand.
    static let fieldsPerRecord = 16_384

    /// Places in the structure of records that one portion may bring. Logs of many products together use some
    /// thousand. A portion of usual length cannot hold more, whatever its records use as keys.
    static let placesPerPortion = 131_072

    /// Bytes of the dotted names of these places. Hostile lines, whose names contain each other, are cut here.
    static let placeNamesPerPortion = 16 << 20

    /// Second names past these two limits, so that rules find a record with too many values, too.
    static let secondNames = 1_024

    /// Bytes of a dotted field name: nested maps keyed by paths or URLs reach a few hundred.
    static let nameLength = 1_024

    /// Steps of the search for a name's place. A half-full table needs a handful; only names made to collide need
    /// more.
    static let probes = 64

    /// Issues listed of one portion; the last one counts the rest.
    static let issuesPerPortion = 256
}
