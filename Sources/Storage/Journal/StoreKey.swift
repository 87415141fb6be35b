import Crypto
import Foundation
import Glibc
import Vocabulary

/// The Ed25519 key that signs the heads of a store's journal. Its public half is the store's name.
struct StoreKey: Sendable {
    private let key: Curve25519.Signing.PrivateKey

    /// The store: 64 hexadecimal digits, its public key.
    var store: String { Hexadecimal.text(key.publicKey.rawRepresentation) }

    /// 128 hexadecimal digits.
    func sign(_ bytes: [UInt8]) throws(StorageError) -> String {
        try StorageError.translating("signature") { Hexadecimal.text(try key.signature(for: bytes)) }
    }

    /// Whether `signature` was made over `bytes` by the owner of the store's key.
    static func isValid(_ signature: String, over bytes: [UInt8], store: String) -> Bool {
        guard let raw = Hexadecimal.bytes(store), let signature = Hexadecimal.bytes(signature),
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: raw)
        else { return false }
        return key.isValidSignature(signature, for: bytes)
    }

    /// Reads the key of a home.
    ///
    /// - Returns: Nil where there is none.
    /// - Throws: ``StorageError/Code/wrongKey`` where the file holds no key.
    static func read(in home: HomeFolder) throws(StorageError) -> StoreKey? {
        do { return try read(file: home.privateKey) } catch {
            if error.code == .notFound { return nil }
            throw error
        }
    }

    /// Reads a key from a file of its own.
    ///
    /// - Throws: ``StorageError/Code/wrongKey`` where the file holds no key.
    static func read(file: String) throws(StorageError) -> StoreKey {
        let text = try DurableFile.read(file)
        guard text.last == UInt8(ascii: "\n"),
            let key = StoreKey(text: String(decoding: text.dropLast(), as: UTF8.self))
        else { throw StorageError(.wrongKey, file, cause: "not an Ed25519 key") }
        return key
    }

    /// A key from its private half in hexadecimal digits; nil for any other text.
    init?(text: String) {
        guard let raw = Hexadecimal.bytes(text), let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: raw)
        else { return nil }
        self.key = key
    }

    private init() { key = Curve25519.Signing.PrivateKey() }

    /// The private half in hexadecimal digits.
    var text: String { Hexadecimal.text(key.rawRepresentation) }

    /// Makes a key and leaves both halves in the home, the private one readable by its owner only.
    static func create(in home: HomeFolder) throws(StorageError) -> StoreKey {
        let key = StoreKey()
        try key.keep(in: home)
        return key
    }

    /// Leaves the private half in the home, readable by its owner only.
    func keep(in home: HomeFolder) throws(StorageError) {
        try DurableFile.write(Array((text + "\n").utf8), to: home.privateKey, in: home.path)
    }

    /// The public half as it was left in the home; nil where it cannot be read.
    static func published(in home: HomeFolder) -> String? {
        (try? DurableFile.read(home.publicKey)).map { String(decoding: $0.dropLast(), as: UTF8.self) }
    }

    /// Confirms that the public half that was left in the home is the store's name: others verify with it.
    ///
    /// - Throws: ``StorageError/Code/missingKey`` where there is none; ``StorageError/Code/wrongKey`` for any other text.
    static func confirmPublished(_ store: String, in home: HomeFolder) throws(StorageError) {
        let remedy = "the journal names \(store): compare that with a report or a backup, then write it into the file"
        guard access(home.publicKey, F_OK) == 0 else { throw StorageError(.missingKey, home.publicKey, cause: remedy) }
        guard try DurableFile.read(home.publicKey) == Array((store + "\n").utf8) else {
            throw StorageError(.wrongKey, home.publicKey, cause: remedy)
        }
    }

    /// Leaves the public half beside the private one, for those who verify elsewhere.
    func publish(in home: HomeFolder) throws(StorageError) { try Self.publish(store, in: home) }

    static func publish(_ store: String, in home: HomeFolder) throws(StorageError) {
        try DurableFile.write(Array((store + "\n").utf8), to: home.publicKey, in: home.path)
    }
}
