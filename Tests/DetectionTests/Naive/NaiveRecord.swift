import Vocabulary

@testable import Detection

/// A record as a list of names and values.
struct NaiveRecord {
    /// A value as people read it, character by character.
    struct Value {
        /// Nil where there is a field, but no value.
        let text: String?
        let plain: [Unicode.Scalar]
        let folded: [Unicode.Scalar]
        /// Empty text of a format that cannot say "none" in another way.
        let isBlank: Bool

        init(_ stored: Stored) {
            switch stored {
            case .text(let text), .wide(let text): self.text = text
            case .number(let number): text = String(number)
            case .hex(let number): text = "0x" + String(number, radix: 16)
            case .bool(let bool): text = String(bool)
            case .null: text = nil
            }
            plain = NaiveText.scalars(text ?? "")
            folded = plain.map(NaiveText.folded)
            if case .wide("") = stored { isBlank = true } else { isBlank = false }
        }
    }

    let fields: [(name: String, stored: Stored, value: Value)]
    let code: Int?
    let channel: String

    init(_ fields: [(name: String, stored: Stored)], code: Stored?, channel: String) {
        let common = (code.map { [("EventID", $0)] } ?? []) + [("Channel", Stored.wide(channel))]
        self.fields = (common + fields).map { ($0.0, $0.1, Value($0.1)) }
        self.code = code.flatMap { Value($0).text.flatMap(Int.init) }
        self.channel = channel.lowercased()
    }

    /// The values under a name, blanks of which do not count.
    func values(_ name: String) -> [Value] {
        let name = name.replacing(" ", with: "")
        return fields.filter { $0.name.replacing(" ", with: "") == name }.map(\.value)
    }

    /// The same for the engine.
    func append(to builder: inout RecordBatchBuilder) {
        builder.beginRecord(position: 0, number: 1)
        for field in fields {
            let (encoding, bytes) = field.stored.encoded
            builder.append(builder.intern(FieldName(field.name, path: [.element(field.name)])), encoding, bytes)
            if field.name == "EventID" { builder.mark(.eventCode) }
            if field.name == "Channel" { builder.mark(.channel) }
        }
        builder.endRecord()
    }
}
