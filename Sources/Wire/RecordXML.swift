package import Vocabulary

/// Writes log records as XML, one line each, as Windows shows its events: `<Event xmlns="..">..</Event>`.
///
/// Always well-formed, whatever the evidence holds: text is escaped, characters that XML 1.0 cannot have become U+FFFD,
/// and those a name cannot have become `_`. Several values of one element become that element several times.
package enum RecordXML {
    /// Appends the record and a line feed, as UTF-8.
    package static func append(_ record: LogRecord, to out: inout [UInt8]) {
        let tree = RecordTree(record.fields.map(\.name))
        var writer = Writer(tree: tree, values: record.fields.map(\.value), out: out)
        out = []
        let attribute = (name: "xmlns", text: Array("http://schemas.microsoft.com/win/2004/08/events/event".utf8))
        writer.element(RecordTree.root, called: "Event", extraAttribute: attribute)
        out = writer.out
        out.append(UInt8(ascii: "\n"))
    }

    private struct Writer {
        let tree: RecordTree
        let values: [FieldValue]
        var out: [UInt8]

        mutating func element(_ number: Int, called name: String, extraAttribute: (name: String, text: [UInt8])? = nil)
        {
            let items = tree.children(of: number) { $0 == .item }
            let elements = tree.children(of: number) { $0 == .element || $0 == .namedData }
            // An array is its element once for each item; only the document element cannot be repeated.
            if !items.isEmpty, elements.isEmpty, tree[number].values.isEmpty, number != RecordTree.root {
                for item in items { element(item, called: name, extraAttribute: extraAttribute) }
                return
            }
            out.append(contentsOf: "<\(name)".utf8)
            var keys = UniqueKeys()
            if let extraAttribute { attribute(keys.next(extraAttribute.name), extraAttribute.text) }
            for number in tree.children(of: number, where: { $0 == .attribute }) {
                let text = text(of: number)
                attribute(keys.next(XMLText.attributeName(tree[number].step?.name ?? "", value: text)), text)
            }
            let text = text(of: number)
            guard !text.isEmpty || !elements.isEmpty || !items.isEmpty else {
                out.append(contentsOf: "/>".utf8)
                return
            }
            out.append(UInt8(ascii: ">"))
            XMLText.append(escaping: text, to: &out)
            for child in elements { self.child(child) }
            for item in items { element(item, called: "Item") }
            out.append(contentsOf: "</\(name)>".utf8)
        }

        private mutating func child(_ number: Int) {
            guard let step = tree[number].step else { return }
            if step.kind == .namedData {
                element(number, called: "Data", extraAttribute: ("Name", Array(step.name.utf8)))
            } else {
                element(number, called: XMLText.name(step.name))
            }
        }

        private mutating func attribute(_ name: String, _ text: [UInt8]) {
            out.append(contentsOf: " \(name)=\"".utf8)
            XMLText.append(escaping: text, to: &out)
            out.append(UInt8(ascii: "\""))
        }

        private func text(of number: Int) -> [UInt8] {
            var text: [UInt8] = []
            for place in tree[number].values { values[place].appendText(to: &text) }
            return text
        }
    }
}
