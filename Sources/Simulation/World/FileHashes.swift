/// The made-up hashes of an executable: the same file name has the same hashes on each host of a world.
package struct FileHashes: Hashable, Sendable {
    /// Lower-case hexadecimal.
    package let sha256: String
    package let sha1: String
    package let md5: String
    /// Of the import table, as Sysmon computes it.
    let imports: String

    init(of path: String, seed: UInt64) {
        let file = path.split(separator: "\\").last.map { $0.lowercased() } ?? path
        var random = SeededRandom(seed: seed, stream: "hash \(file)")
        func digits(_ bytes: Int) -> String {
            (0..<bytes).map { _ in UInt8(truncatingIfNeeded: random.next() >> 24) }.hexadecimal
        }
        sha256 = digits(32)
        sha1 = digits(20)
        md5 = digits(16)
        imports = digits(16)
    }

    /// `SHA1=…,MD5=…,SHA256=…,IMPHASH=…`, in Sysmon's capitals.
    var sysmon: String {
        let parts = [("SHA1", sha1), ("MD5", md5), ("SHA256", sha256), ("IMPHASH", imports)]
        return parts.map { "\($0)=\($1.uppercased())" }.joined(separator: ",")
    }
}
