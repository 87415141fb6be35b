/// Fields, their values, and the records that have them.
extension SegmentReader {
    var fieldCount: Int { count(.fieldKinds, of: 1) }

    func kind(ofField field: Int) throws(SegmentDamage) -> FieldKind {
        guard let kind = FieldKind(rawValue: try number(.fieldKinds, field, as: UInt8.self)) else {
            throw SegmentDamage("a kind of field")
        }
        return kind
    }

    func name(ofField field: Int) throws(SegmentDamage) -> String {
        String(decoding: try slice(.fieldNames, try stretch(.fieldNameOffsets, field)), as: UTF8.self)
    }

    /// The values of a field.
    func values(ofField field: Int) throws(SegmentDamage) -> Range<Int> {
        let values = try stretch(.firstValues, field)
        guard values.upperBound <= valueCount else { throw SegmentDamage("the values of a field") }
        return values
    }

    var valueCount: Int { count(.postingPlaces, of: 4) }

    /// The fields of a folded name, of whatever kind.
    func fields(named folded: [UInt8]) throws(SegmentDamage) -> Range<Int> {
        var low = 0
        var high = fieldCount
        while low < high {
            let middle = (low + high) / 2
            if try foldedName(middle).lexicographicallyPrecedes(folded) { low = middle + 1 } else { high = middle }
        }
        let first = low
        while low < fieldCount, try foldedName(low).elementsEqual(folded) { low += 1 }
        return first..<low
    }

    private func foldedName(_ field: Int) throws(SegmentDamage) -> UnsafeRawBufferPointer {
        try slice(.foldedNames, try stretch(.foldedNameOffsets, field))
    }

    /// The values of all fields that a query means by a name, ascending and apart.
    func values(of field: SearchField) throws(SegmentDamage) -> [Range<Int>] {
        var found: Set<Int> = []
        for (name, companion) in field.nativeNames {
            if let companion, try fields(named: companion).isEmpty { continue }
            for number in try fields(named: name) {
                let kind = try kind(ofField: number)
                if kind == .native || kind == .alias { found.insert(number) }
            }
        }
        if let marks = field.meaning?.marks, !marks.isEmpty {
            for number in try fields(named: []) where marks.contains(try kind(ofField: number)) {
                found.insert(number)
            }
        }
        var ranges: [Range<Int>] = []
        for number in found.sorted() { ranges.append(try values(ofField: number)) }
        return ranges
    }

    // MARK: Records of a value

    /// Adds the records that have a value.
    @inline(__always)
    func add(recordsOf value: Int, to set: inout RecordSet) throws(SegmentDamage) {
        let place = try number(.postingPlaces, value, as: UInt32.self)
        if place & PostingPlace.isSingle != 0 {
            let record = Int(place & 0xFFFF)
            set.words[record >> 6] |= 1 << UInt64(record & 63)
            return
        }
        try add(list: Int(place), to: &set)
    }

    private func add(list: Int, to set: inout RecordSet) throws(SegmentDamage) {
        let count = Int(try number(.postings, list, as: UInt16.self)) + 1
        let isDense = SegmentLayout.isDense(count, of: recordCount)
        let length = isDense ? (recordCount + 15) / 16 : count
        let items = try slice(.postings, 2 * (list + 1)..<2 * (list + 1 + length))
        set.words.withUnsafeMutableBufferPointer { words in
            for item in 0..<length {
                let number = UInt16(littleEndian: items.loadUnaligned(fromByteOffset: 2 * item, as: UInt16.self))
                if isDense {
                    words[item >> 2] |= UInt64(number) << UInt64(16 * (item & 3))
                } else {
                    words[Int(number >> 6)] |= 1 << UInt64(number & 63)
                }
            }
        }
    }

    /// How many of some records have a value.
    func count(recordsOf value: Int, in set: RecordSet) throws(SegmentDamage) -> Int {
        let place = try number(.postingPlaces, value, as: UInt32.self)
        if place & PostingPlace.isSingle != 0 { return set.contains(Int(place & 0xFFFF)) ? 1 : 0 }
        let count = Int(try number(.postings, Int(place), as: UInt16.self)) + 1
        guard !SegmentLayout.isDense(count, of: recordCount) else {
            var own = RecordSet()
            try add(list: Int(place), to: &own)
            own.formIntersection(set)
            return own.count
        }
        var found = 0
        for item in Int(place) + 1...Int(place) + count
        where set.contains(Int(try number(.postings, item, as: UInt16.self))) { found += 1 }
        return found
    }
}
