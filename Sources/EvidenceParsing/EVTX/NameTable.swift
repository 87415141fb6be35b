import Vocabulary

/// The names of elements, attributes and data met in a portion, each kept once and numbered.
struct NameTable {
    typealias Number = Int32

    // The names that mean something to the parser come first, so that their numbers are known.
    static let event: Number = 0
    static let system: Number = 1
    static let computer: Number = 2
    static let channel: Number = 3
    static let eventID: Number = 4
    static let provider: Number = 5
    static let timeCreated: Number = 6
    static let systemTime: Number = 7
    static let data: Number = 8
    static let nameAttribute: Number = 9
    static let xmlns: Number = 10
    private static let known = [
        "Event", "System", "Computer", "Channel", "EventID", "Provider", "TimeCreated", "SystemTime", "Data", "Name",
        "xmlns",
    ]

    private var texts: [String] = []
    private var numbers: [String: Number] = [:]

    init() {
        for name in Self.known { _ = number(of: name) }
    }

    subscript(number: Number) -> String { texts[Int(number)] }

    mutating func number(of text: String) -> Number {
        if let known = numbers[text] { return known }
        let number = Number(texts.count)
        texts.append(text)
        numbers[text] = number
        return number
    }
}
