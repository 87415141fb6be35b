/// The form in which snapshots are written: first every text once, then the values, each with a mark before it.
///
/// JSON of a large case takes many times as long to read. Nobody else reads this form, and it is never kept for long, so
/// that speed is all that counts.
///
/// Whole numbers that have no sign (lengths, places) are written seven bits to a byte, the small ones first.
enum CompactForm: UInt8 {
    /// Members, each with the place of its name among the texts; and a list. Both are followed by their length in bytes,
    /// four of them.
    case keyed, list
    case null, no, yes
    /// An integer, its sign in the lowest bit.
    case integer
    /// Eight bytes.
    case number
    /// The place among the texts.
    case text
    // What a case holds ten thousands of; to read these as what they are in the journal takes a fifth of the whole time.
    /// A time, in its ticks.
    case moment
    /// A system or an account: the place of its name among the texts.
    case system, account
    /// A moment and who acted: the ticks, the place of the account's name, and one more than that of the name given with
    /// `--as`, zero for none.
    case stamp
    /// A record: the place of its file's name among the texts, and its place in the file.
    case reference
    /// What is derived about a system, a finding, or an action of a plan: like a list, but its members in a fixed order
    /// and without marks.
    case row

    /// Bytes of a mark and a length.
    static let containerHeader = 5
}

/// What was read is not what was written.
struct CompactFormDamage: Error {}
