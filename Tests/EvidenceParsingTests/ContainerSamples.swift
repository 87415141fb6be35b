import Foundation

@testable import EvidenceParsing

/// Small containers, and writers of those that need no compression.
enum ContainerSamples {
    static let jsonLines = """
        {"EventID":1,"Computer":"WKS-1","CommandLine":"a"}
        {"EventID":2,"Computer":"WKS-1","CommandLine":"b"}

        """
    static let authLog = "Mar  1 10:00:00 web sshd[1]: Failed password for root from 10.0.0.1 port 22 ssh2\n"
    static let note = "no log"

    // ``jsonLines`` alone.
    static let bzip2 = bytes(
        """
        QlpoOTFBWSZTWUE7QnkAADFfgAAQEAYwEA4sCIA2I9cKIABISpDJpmoA9CaGglU0ZDQ0NGg0z1Sw4qKIPCwgKqENOjUeOGHBcekiZIazsZMEYE
        xxQNyh2fA4tHiEIRqfi7kinChIIJ2hPIA=
        """)
    static let xz = bytes(
        """
        /Td6WFoAAAFpIt42AgAhARYAAAB0L+Wj4ABlADxdAD2IhKdjZGck0V40/P3oY76LXTkM/QEDhDueJMVHJoUzLh2PbKJTvEqj+4M2Nx5vau1iVI
        9DGhxwCDQgAABGAgMRAAFUZhbpgFqQQpkNAQAAAAABWVo=
        """)
    static let zstd = bytes(
        """
        KLUv/SRm/QEANAN7IkV2ZW50SUQiOjEsIkNvbXB1dGVyIjoiV0tTLTEibWFuZExpbmUiOiJhIn0KMmIifQoDAAARrIp1E2Ye2edGyA==
        """)

    // `a.jsonl`, `auth.log` and `note.bin`, of 2 March 2026.
    static let sevenZip = bytes(
        """
        N3q8ryccAAOwr4BOJAEAAAAAAAAjAAAAAAAAAG6S1jkAPYiEp2NkZyTRXjT8/ehjvotdOQz9AQOEO54kxUcmhTMuHY9solO8SqP7gzY3Hm9q7W
        JUj0MaHHAL98kH2SBKg+7B8/4XmpdhHe3yyhzsKdPvbo5V5SN1ZPtfIdvUqp6w1vC0GQMRAJ0i06m3gMGBmXF+D0RtVKAmVNcGv+B9MTaixVgd
        eUn/Yy6AAAAAgTMHrg/VL+uEFmwpH0grQTJoxsBM00cWPckPghu6LEV8cod7wBpUOVTw9UFdnkL9Hc4BHdDz+q5piKxBtb2+H7IjHoT4sYKy0v
        PDRfUR5kp6BzBdtPfz85+wxo6xY7EHHTF6WVbIxPGls7v/0Gx9q3EbKqXiYF7S9vxM8BBPia3Mb6f/MMb7nyvA9EQMVP0sIv/RW8AAFwaAjAEJ
        gJgABwsBAAEjAwEBBV0AAIAADIDRCgFxIiUBAAA=
        """)
    static let zip = bytes(
        """
        UEsDBBQAAAAIAAAAYlxGAgMROgAAAGYAAAAHAAAAYS5qc29ubKtWci1LzSvxdFGyMtRRcs7PLSgtSS1SslIK9w7WNVQCC+Um5qX4ZOalAkUTlW
        q5qhFajIjQkgTUAgBQSwMEFAAAAAgAAABiXCE7Cf5LAAAAUQAAAAgAAABhdXRoLmxvZ/NNLFJQMFQwNLAyACGF8tQkheLijJRow1grBbfEzJzU
        FIWCxOLi8vyiFIW0/CKFovz8EoW0ovxcoB49EDRUKMgvKlEwMgLpM+ICAFBLAwQKAAAAAAAAAGJc/DESSAYAAAAGAAAACAAAAG5vdGUuYmlubm
        8gbG9nUEsBAh4DFAAAAAgAAABiXEYCAxE6AAAAZgAAAAcAAAAAAAAAAQAAAKSBAAAAAGEuanNvbmxQSwECHgMUAAAACAAAAGJcITsJ/ksAAABR
        AAAACAAAAAAAAAABAAAApIFfAAAAYXV0aC5sb2dQSwECHgMKAAAAAAAAAGJc/DESSAYAAAAGAAAACAAAAAAAAAABAAAApIHQAAAAbm90ZS5iaW
        5QSwUGAAAAAAMAAwChAAAA/AAAAAAA
        """)
    /// ``jsonLines`` as `a.jsonl`, under a password.
    static let encryptedZip = bytes(
        """
        UEsDBBQACQAIAAAAYlxGAgMRRgAAAGYAAAAHAAAAYS5qc29ubJqbys/btkwnfUkd/Hfla/M71btZ8OOFyib2dPCfsBu6R3QOLEYjS8/mRuzOEe
        LsnrwGQdqU770FuGpt4ROIwfsuCBBPavtQSwcIRgIDEUYAAABmAAAAUEsBAh4DFAAJAAgAAABiXEYCAxFGAAAAZgAAAAcAAAAAAAAAAQAAAKSB
        AAAAAGEuanNvbmxQSwUGAAAAAAEAAQA1AAAAewAAAAAA
        """)
    /// A frame of zstd that becomes 1 MiB of zeros.
    static let zerosInZstd = bytes("KLUv/QBoTAAACAABAPz/ORACAgAQAAIAEAACABAAAgAQAAIAEAACABAAAwAQAA==")

    /// A member of gzip whose bytes are stored as they are.
    static func gzip(_ bytes: [UInt8], written: UInt32 = 0) -> [UInt8] {
        var member: [UInt8] = [0x1F, 0x8B, 8, 0] + littleEndian(written) + [0, 3]
        var rest = bytes[...]
        repeat {
            let block = rest.prefix(0xFFFF)
            rest = rest.dropFirst(block.count)
            let length = littleEndian(UInt32(block.count)).prefix(2)
            member += [rest.isEmpty ? 1 : 0] + length + length.map { ~$0 } + block
        } while !rest.isEmpty
        let sum = bytes.withUnsafeBufferPointer { CRC32.checksum(of: [$0]) }
        return member + littleEndian(sum) + littleEndian(UInt32(bytes.count))
    }

    static func any(_ format: ContainerFormat) -> [UInt8] {
        switch format {
        case .gzip: gzip(authLog)
        case .bzip2: bzip2
        case .xz: xz
        case .zstd: zstd
        case .zip: zip
        case .tar: tar([tarEntry("a", Array(authLog.utf8)), tarEntry("b", [1, 2, 3])])
        case .sevenZip: sevenZip
        }
    }

    static func gzip(_ text: String) -> [UInt8] { gzip(Array(text.utf8)) }

    /// A file of a tar archive; `kind` is 0 for a file, 1 for a hard link, 2 for a symbolic one, 5 for a folder.
    static func tarEntry(_ name: String, _ bytes: [UInt8], kind: Int = 0, written: Int = 1_772_409_600) -> [UInt8] {
        var header = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, at place: Int) {
            header.replaceSubrange(place..<place + text.utf8.count, with: text.utf8)
        }
        put(name, at: 0)
        put("0000644", at: 100)
        put("0000000", at: 108)
        put("0000000", at: 116)
        put(octal(bytes.count, digits: 11), at: 124)
        put(octal(written, digits: 11), at: 136)
        put("        ", at: 148)
        put("\(kind)", at: 156)
        if kind == 1 || kind == 2 { put("/etc/passwd", at: 157) }
        put("ustar\u{0}00", at: 257)
        put(octal(header.reduce(0) { $0 + Int($1) }, digits: 6) + "\u{0} ", at: 148)
        return header + bytes + [UInt8](repeating: 0, count: (512 - bytes.count % 512) % 512)
    }

    static func tar(_ entries: [[UInt8]]) -> [UInt8] { entries.joined() + [UInt8](repeating: 0, count: 1024) }

    /// A zip whose files are stored as they are.
    static func storedZip(_ files: [(name: String, bytes: [UInt8])]) -> [UInt8] {
        var zip: [UInt8] = []
        var table: [UInt8] = []
        for (name, bytes) in files {
            let sum = bytes.withUnsafeBufferPointer { CRC32.checksum(of: [$0]) }
            let size = littleEndian(UInt32(bytes.count))
            let common =
                [20, 0, 0, 0, 0, 0, 0, 0, 0x62, 0x5C] + littleEndian(sum) + size + size
                + littleEndian(UInt32(name.utf8.count))
            table +=
                [0x50, 0x4B, 1, 2, 20, 0] + common + [UInt8](repeating: 0, count: 10) + littleEndian(UInt32(zip.count))
            table += name.utf8
            zip += [0x50, 0x4B, 3, 4] + common + name.utf8 + bytes
        }
        let count = littleEndian(UInt32(files.count)).prefix(2)
        let end = littleEndian(UInt32(table.count)) + littleEndian(UInt32(zip.count))
        return zip + table + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + count + count + end + [0, 0]
    }

    private static func octal(_ number: Int, digits: Int) -> String {
        let text = String(number, radix: 8)
        return String(repeating: "0", count: digits - text.count) + text
    }

    private static func littleEndian(_ number: UInt32) -> [UInt8] { (0..<4).map { UInt8(number >> (8 * $0) & 0xFF) } }

    private static func bytes(_ base64: String) -> [UInt8] {
        Array(Data(base64Encoded: base64, options: .ignoreUnknownCharacters) ?? Data())
    }
}
