/// What logs of text may ask of us at most. Passing a limit is an issue, never silence.
enum LineLimits {
    /// Bytes that a portion aims at: small enough to keep a batch in cache, large enough to hide its fixed cost.
    static let portionLength = 1 << 20

    /// Bytes of one record. A line of syslog is some hundred, an audit event with a long command line some hundred
    /// thousand; what is longer is cut, and each part is a record.
    static let recordLength = 4 << 20

    /// Lines of the head that decide its format.
    static let recognisedLines = 200

    /// Lines that a portion gives up at its end in search of one that begins a record.
    static let linesHeldBack = 4096

    /// Bytes of text for each value, in logs with short ones: room for values is set aside, and cannot grow cheaply.
    static let bytesPerValue = 6

    /// Issues listed of one portion; the last one counts the rest.
    static let issuesPerPortion = 256

    /// Field names that a portion may bring: logs state a few hundred, a hostile one a new one for every value.
    static let namesPerPortion = 8192

    /// Bytes of a field's name. Those of structured data are the longest, up to 32 for each of its two parts.
    static let nameLength = 256

    /// Values of one record. An audit event of a long command line has a thousand.
    static let fieldsPerRecord = 8192

    /// Lines of one audit event; more become a record of their own. An `execve` of many files has some dozens.
    static let linesPerEvent = 256

    /// Bytes of one journal entry. The journal itself refuses fields past 768 MiB; core dumps are kept apart.
    static let entryLength = 64 << 20
}
