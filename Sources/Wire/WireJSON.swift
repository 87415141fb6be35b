package import Foundation

/// How every shape of this target becomes bytes: sorted keys, so that the same value is always the same text.
package enum WireJSON {
    /// The value as one line of JSON, UTF-8.
    package static func line(_ shape: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(shape)
    }
}

/// An optional value that is written as `null` rather than left out, so that a shape always has all its keys.
@propertyWrapper
package struct OrNull<Value: Encodable & Sendable>: Encodable, Sendable {
    package var wrappedValue: Value?

    package init(wrappedValue: Value?) { self.wrappedValue = wrappedValue }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let wrappedValue { try container.encode(wrappedValue) } else { try container.encodeNil() }
    }
}
