package import CaseLifecycle
import Foundation

/// Events as the JSON that is kept for ever, and back.
///
/// Keys are sorted and there is no white space. What was stored by an earlier release must still be read: add a case or
/// an optional member, never rename or remove one. `CaseEventCodingTests` pins the form of every case.
package struct CaseEventCoding {
    private let encoder = JSONEncoder()
    private let decoder = JSONDecoder()

    package init() {
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    }

    /// - Throws: ``StorageError/Code/unstorable`` for a number that JSON cannot hold.
    package func bytes(_ event: CaseEvent) throws(StorageError) -> [UInt8] { try encode(event) }

    /// - Throws: ``StorageError/Code/unstorable`` for a number that JSON cannot hold.
    package func bytes(_ event: OrganisationEvent) throws(StorageError) -> [UInt8] { try encode(event) }

    /// - Throws: ``StorageError/Code/damaged`` where the bytes are no event of a case.
    package func caseEvent(_ bytes: some Sequence<UInt8>) throws(StorageError) -> CaseEvent { try decode(Data(bytes)) }

    /// - Throws: ``StorageError/Code/damaged`` where the bytes are no event of the organisation.
    package func organisationEvent(_ bytes: some Sequence<UInt8>) throws(StorageError) -> OrganisationEvent {
        try decode(Data(bytes))
    }

    /// Any value of a read model, in the same form.
    func encode(_ value: some Encodable) throws(StorageError) -> [UInt8] {
        do { return Array(try encoder.encode(value)) } catch {
            throw StorageError(.unstorable, "\(type(of: value))", cause: String(describing: error))
        }
    }

    func decode<Value: Decodable>(_ data: Data) throws(StorageError) -> Value {
        do { return try decoder.decode(Value.self, from: data) } catch {
            throw StorageError(.damaged, "\(Value.self)", cause: String(describing: error))
        }
    }
}
