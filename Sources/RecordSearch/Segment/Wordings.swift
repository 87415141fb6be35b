/// The wordings of a segment's values, as they are written.
///
/// Messages of a log differ in names and numbers: `An account was logged on from 10.1.2.3.` and one with another address are
/// of one wording. Words without digits stand or do not stand beside each other in all of them alike, so that of millions of
/// distinct texts a few are looked at.
struct Wordings {
    /// Fewer values are looked at as fast.
    private static let fewestValues = 32
    /// Of how many values a wording is at least, on the average of a field.
    private static let valuesPerWording = 4

    /// The field and its first entry, one behind the other.
    private(set) var fields: [UInt32] = []
    private(set) var numbers: [UInt16] = []

    /// - Parameters:
    ///   - hashes: For each value that of its wording; 0 for one that needs none.
    ///   - firstValues: For each field and one more, its first value.
    init(_ hashes: [UInt64], firstValues: [UInt32]) {
        var known: [UInt64: UInt16] = [:]
        for field in 0..<max(0, firstValues.count - 1) {
            let values = hashes[Int(firstValues[field])..<Int(firstValues[field + 1])]
            guard values.count >= Self.fewestValues else { continue }
            let most = values.count { $0 != 0 } / Self.valuesPerWording
            known.removeAll(keepingCapacity: true)
            let first = numbers.count
            for hash in values {
                if hash == 0 {
                    numbers.append(0)
                } else if let number = known[hash] {
                    numbers.append(number)
                } else if known.count < min(most, Int(UInt16.max)) {
                    let number = UInt16(known.count + 1)
                    known[hash] = number
                    numbers.append(number)
                } else {
                    break
                }
            }
            if most == 0 || numbers.count - first < values.count {
                numbers.removeSubrange(first...)
            } else {
                fields += [UInt32(field), UInt32(first)]
            }
        }
    }
}
