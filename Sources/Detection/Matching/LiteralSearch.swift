// Four bytes are compared before all are: few literals pass that.
extension RuleProgram {
    /// Whether one of the literals is the text.
    func hasEqual(_ numbers: Range<Int>, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let head = ByteSearch.firstFour(text)
        return literals.withUnsafeBufferPointer { all in
            for number in numbers
            where Int(all[number].length) == text.count && all[number].head == head
                && isEqual(all[number], text, at: 0)
            {
                return true
            }
            return false
        }
    }

    /// Whether the text begins with one of the literals.
    func hasStart(_ numbers: Range<Int>, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let head = ByteSearch.firstFour(text)
        return literals.withUnsafeBufferPointer { all in
            for number in numbers {
                let length = Int(all[number].length)
                guard length <= text.count, all[number].head == head & ByteSearch.headMask(length) else { continue }
                if isEqual(all[number], text, at: 0) { return true }
            }
            return false
        }
    }

    /// Whether the text ends with one of the literals.
    func hasEnd(_ numbers: Range<Int>, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let tail = ByteSearch.lastFour(text)
        return literals.withUnsafeBufferPointer { all in
            for number in numbers {
                let length = Int(all[number].length)
                guard length <= text.count, all[number].tail == tail & ByteSearch.tailMask(length) else { continue }
                if isEqual(all[number], text, at: text.count - length) { return true }
            }
            return false
        }
    }

    /// Whether the text holds one of the literals anywhere.
    func hasPart(_ numbers: Range<Int>, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        literalBytes.withUnsafeBufferPointer { all in
            for number in numbers {
                let literal = literals[number]
                let range = Int(literal.start)..<Int(literal.start) + Int(literal.length)
                if ByteSearch.contains(text, UnsafeBufferPointer(rebasing: all[range])) { return true }
            }
            return false
        }
    }

    private func isEqual(_ literal: Literal, _ text: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
        literalBytes.withUnsafeBufferPointer { all in
            let range = Int(literal.start)..<Int(literal.start) + Int(literal.length)
            return ByteSearch.equal(UnsafeBufferPointer(rebasing: all[range]), text, at: place)
        }
    }
}
