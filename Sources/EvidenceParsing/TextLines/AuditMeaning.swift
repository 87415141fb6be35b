/// What fields of audit events mean that other sources call otherwise.
enum AuditMeaning {
    case program, folder, account, address, result

    /// The second name of the arguments of `EXECVE`, joined by blanks.
    static let commandLine = "CommandLine"

    @inline(__always)
    init?(_ bytes: Span<UInt8>, _ key: Range<Int>) {
        switch key.count {
        case 3 where bytes.equals(key, "exe"): self = .program
        case 3 where bytes.equals(key, "cwd"): self = .folder
        case 3 where bytes.equals(key, "res"): self = .result
        case 4 where bytes.equals(key, "acct"): self = .account
        case 4 where bytes.equals(key, "addr"): self = .address
        default: return nil
        }
    }

    /// The second name of such a field. Programs and folders have theirs beside a command line only.
    var name: String {
        switch self {
        case .program: "Image"
        case .folder: "CurrentDirectory"
        case .account: "user"
        case .address: "src_ip"
        case .result: "outcome"
        }
    }

    /// Whether a result says that it was done; nil where it says neither.
    static func isSuccess(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Bool? {
        if bytes.equals(value, "success") || bytes.equals(value, "1") { return true }
        return bytes.equals(value, "failed") || bytes.equals(value, "0") ? false : nil
    }
}
