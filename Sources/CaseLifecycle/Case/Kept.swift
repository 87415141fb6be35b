/// A large value that stays where it is: what holds it is copied with one reference instead of all its parts, of which
/// looking up something small about thousands of systems would otherwise make as many copies.
final class Kept<Value> {
    let value: Value

    init(_ value: Value) { self.value = value }
}

extension Kept: Sendable where Value: Sendable {}

extension Kept: Equatable where Value: Equatable {
    static func == (first: Kept, second: Kept) -> Bool { first === second || first.value == second.value }
}

extension Kept: Hashable where Value: Hashable {
    func hash(into hasher: inout Hasher) { hasher.combine(value) }
}

// Written as the value itself.
extension Kept: Encodable where Value: Encodable {
    func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }
}

extension Kept: Decodable where Value: Decodable {
    convenience init(from decoder: any Decoder) throws { self.init(try Value(from: decoder)) }
}
