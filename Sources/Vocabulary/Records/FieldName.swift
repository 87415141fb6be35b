/// What a field of a record is called, and where it stood in its source.
package struct FieldName: Hashable, Sendable {
    /// The name rules and people use: `CommandLine`, `EventID`, `Provider_Name`, `winlog.channel`.
    package let name: String
    /// The steps from the root of the source's own structure to the value; enough to write the record out again.
    /// Empty for a second name of a value, under which rules look for it: it is not written out.
    package let path: [PathStep]

    package init(_ name: String, path: [PathStep]) {
        self.name = name
        self.path = path
    }
}

/// One step down in the structure of a record.
package struct PathStep: Hashable, Sendable {
    package enum Kind: UInt8, Sendable {
        /// An XML element or the key of a JSON object.
        case element
        /// An XML attribute; always the last step.
        case attribute
        /// `<Data Name="...">` of an event log; `name` is the value of `Name`.
        case namedData
        /// A place in a JSON array; `ordinal` says which.
        case item
    }

    package let kind: Kind
    package let name: String
    /// How many siblings of the same kind and name came before.
    package let ordinal: Int

    package init(_ kind: Kind, _ name: String, ordinal: Int = 0) {
        self.kind = kind
        self.name = name
        self.ordinal = ordinal
    }

    package static func element(_ name: String, ordinal: Int = 0) -> PathStep {
        PathStep(.element, name, ordinal: ordinal)
    }
    package static func attribute(_ name: String) -> PathStep { PathStep(.attribute, name) }
    package static func namedData(_ name: String, ordinal: Int = 0) -> PathStep {
        PathStep(.namedData, name, ordinal: ordinal)
    }
    package static func item(_ ordinal: Int) -> PathStep { PathStep(.item, "", ordinal: ordinal) }
}
