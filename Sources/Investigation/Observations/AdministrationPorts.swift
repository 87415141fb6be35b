/// The ports by which a computer is administered from another one.
enum AdministrationPorts {
    static let fixed: Set<Int> = [22, 135, 139, 445, 3389, 5985, 5986]
    /// RPC servers answer from here upward (RFC 6335 6).
    static let firstDynamic = 49_152
}
