package import Vocabulary

/// A file of a case that nothing here reads: what it would tell is a question that stays open.
package struct HeldEvidence: Hashable, Sendable {
    /// What it is; nil where that is not known.
    package let kind: HeldKind?
    /// Whose it is, where somebody or its collection said so.
    package let host: String?

    package init(kind: HeldKind?, host: String?) {
        self.kind = kind
        self.host = host
    }
}

/// Finds the questions that evidence would answer which is held and not read.
struct HeldLeads {
    let held: [HeldEvidence]
    /// The name that a computer is known by.
    let name: (String) -> String

    // What a file of no known form tells nobody knows: it is asked last.
    private static let unknownValue = 0.06

    /// One for each kind and computer.
    func leads() -> [Lead] {
        var counts: [HeldEvidence: Int] = [:]
        for file in held { counts[HeldEvidence(kind: file.kind, host: file.host.map(name)), default: 0] += 1 }
        return counts.map { file, count in
            let files = count == 1 ? "1 file" : "\(count) files"
            let place = file.host.map { " of \($0)" } ?? ""
            guard let content = file.kind.flatMap(HeldContent.of) else {
                return Lead(
                    question: "What do \(files)\(place) say that have no known form? Held, not read.",
                    collect: "The same in a form that is read: an export by the program that wrote them",
                    host: file.host, value: Self.unknownValue)
            }
            return Lead(
                question: "\(content.question) Held, not read: \(content.name)\(place), \(files).",
                collect: "\(content.reader), over what is held", host: file.host, value: content.value)
        }
    }
}
