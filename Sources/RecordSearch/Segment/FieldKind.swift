/// What the values of a segment's field are to a record.
enum FieldKind: UInt8, Sendable {
    /// A field of the source, under its own name.
    case native
    /// A second name of a value, which is looked for and not shown.
    case alias
    /// What the parser marked as the common fields of every record.
    case host
    case channel
    case provider
    case eventCode
}
