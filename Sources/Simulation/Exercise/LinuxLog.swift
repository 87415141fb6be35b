import Vocabulary

/// The authentication log of a simulated Linux host.
struct LinuxLog {
    struct Entry {
        let time: Timestamp
        let text: String
        let step: String?
    }

    let host: Host
    var step: String?
    private(set) var entries: [Entry] = []

    init(host: Host) { self.host = host }

    mutating func write(_ program: String, _ id: Int, _ text: String, at time: Timestamp) {
        entries.append(Entry(time: time, text: "\(program)[\(id)]: \(text)", step: step))
    }

    /// A logon over SSH, and its end.
    mutating func accept(
        _ user: String, from origin: Origin, key: String?, id: Int, seconds: Int, at time: Timestamp
    ) {
        let method = key == nil ? "password" : "publickey"
        let end = key.map { " ssh2: ED25519 SHA256:\($0)" } ?? " ssh2"
        write("sshd", id, "Accepted \(method) for \(user) from \(origin.address) port \(origin.port)\(end)", at: time)
        write(
            "sshd", id, "pam_unix(sshd:session): session opened for user \(user)(uid=1001) by (uid=0)",
            at: time.advanced(byMilliseconds: 20))
        write(
            "sshd", id, "pam_unix(sshd:session): session closed for user \(user)",
            at: time.advanced(bySeconds: Int64(seconds)))
    }

    mutating func refuse(_ user: String, from origin: Origin, id: Int, at time: Timestamp) {
        write("sshd", id, "Failed password for \(user) from \(origin.address) port \(origin.port) ssh2", at: time)
    }

    /// A command with the rights of another user.
    mutating func sudo(_ user: String, _ command: String, id: Int, at time: Timestamp) {
        write("sudo", id, "\(user) : TTY=pts/0 ; PWD=/home/\(user) ; USER=root ; COMMAND=\(command)", at: time)
    }
}
