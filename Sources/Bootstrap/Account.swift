import Foundation

/// The account that runs the program, as the operating system knows it. The environment, which anyone can set, has no
/// say in who acted.
struct Account {
    /// Room for an entry of the list of accounts, in bytes: far more than any has, so that asking always ends.
    private static let mostRoom = 1 << 20

    let name: String
    /// Its folder; nil where the list of accounts does not say.
    let folder: String?

    static func current() -> Account {
        let id = geteuid()
        var room = 1 << 12
        while room <= mostRoom {
            var entry = passwd()
            var found: UnsafeMutablePointer<passwd>?
            var status: Int32 = 0
            let account = withUnsafeTemporaryAllocation(of: CChar.self, capacity: room) { buffer -> Account? in
                guard let base = buffer.baseAddress else { return nil }
                status = getpwuid_r(id, &entry, base, room, &found)
                guard status == 0, let found, let name = found.pointee.pw_name else { return nil }
                return Account(name: String(cString: name), folder: found.pointee.pw_dir.map { String(cString: $0) })
            }
            if let account, !account.name.isEmpty { return account }
            if status != ERANGE, status != EINTR { break }
            if status == ERANGE { room *= 2 }
        }
        return Account(name: "uid:\(id)", folder: nil)
    }
}
