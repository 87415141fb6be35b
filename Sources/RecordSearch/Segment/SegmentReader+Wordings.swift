/// Values of the same wording.
extension SegmentReader {
    /// A field whose values have wordings.
    struct WordingField {
        let values: Range<Int>
        /// The entry of its first value.
        let first: Int
    }

    /// In ascending order of their values.
    func wordingFields() throws(SegmentDamage) -> [WordingField] {
        var found: [WordingField] = []
        for place in 0..<count(.wordingFields, of: 8) {
            let field = try number(.wordingFields, 2 * place, as: UInt32.self)
            let first = try number(.wordingFields, 2 * place + 1, as: UInt32.self)
            found.append(WordingField(values: try values(ofField: Int(field)), first: Int(first)))
        }
        return found
    }

    /// The number of a value's wording within its field; 0 for none.
    @inline(__always)
    func wording(of value: Int, in field: WordingField) throws(SegmentDamage) -> Int {
        Int(try number(.wordings, field.first + value - field.values.lowerBound, as: UInt16.self))
    }
}
