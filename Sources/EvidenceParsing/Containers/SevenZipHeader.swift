/// The header at the beginning of a 7z file (7zFormat.txt, "Start Header").
enum SevenZipHeader {
    /// Where the file ends: behind the table of contents, whose place and length stand in the header; nil where that is
    /// past the end of the source.
    static func end(of source: any ContainerSource) throws -> UInt64? {
        let bytes = try source.bytes(at: 0, count: 32)
        guard bytes.count == 32, let size = source.size else { return nil }
        func number(_ place: Int) -> UInt64 { (0..<8).reduce(0) { $0 | UInt64(bytes[place + $1]) << UInt64(8 * $1) } }
        let (behind, overflow) = number(12).addingReportingOverflow(number(20))
        return overflow || behind > size - 32 ? nil : behind + 32
    }
}
