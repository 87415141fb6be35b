/// How much a record says about who uses an address. DHCP would be 10; it is not read yet.
enum AddressWeight {
    /// The domain controller or another host accepted the computer's own account from there.
    static let machineAccount = 5
    /// The computer's own side of a connection it logged.
    static let ownSide = 3
    /// A name server's answer.
    static let nameAnswer = 2
    /// The name a client gave itself over NTLM.
    static let claimed = 1
}
