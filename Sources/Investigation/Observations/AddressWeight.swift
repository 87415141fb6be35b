/// How much a record says about who uses an address.
enum AddressWeight {
    /// The server that hands out addresses gave it away.
    static let lease = 10
    /// The domain controller or another host accepted the computer's own account from there.
    static let machineAccount = 5
    /// The computer's own side of a connection it logged.
    static let ownSide = 3
    /// A name server's answer, or the name a server gave itself.
    static let nameAnswer = 2
    /// The name that another computer's system has for the address.
    static let lookedUp = 1
    /// The name a client gave itself over NTLM, which may be any.
    static let claimed = 1

    /// From here on a record is the word of somebody who must know.
    static let firm = ownSide
}
