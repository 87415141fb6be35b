/// The plans of templates met so far, to be known again in other chunks and files of the same log.
///
/// A log has some dozens of templates, and every chunk of it defines those it uses anew. Only the places of names differ
/// between such definitions, so a plan is found by comparing bytes instead of being made again.
struct TemplateLibrary {
    /// A name in the body of a template.
    struct NameReference {
        /// Where the body states the place of the name.
        let position: Int
        /// Whether the name itself stands right behind; else it stands elsewhere in the chunk.
        let isHere: Bool
    }

    struct Entry {
        let plan: TemplatePlan
        /// Steps that its compilation took of the chunk's budget.
        let cost: Int
        /// Every place of the tree that it uses.
        let places: [FieldTree.Place]
        fileprivate let body: [UInt8]
        fileprivate let names: [Name]
    }

    fileprivate struct Name {
        let position: Int
        let isHere: Bool
        /// Its UTF-16, with the hash and the number of units before it.
        let text: [UInt8]
    }

    private struct Key: Hashable {
        let identity: UInt64
        let rest: UInt64
        let size: Int
        let base: FieldTree.Place
    }

    /// Entries of one GUID, size and place: the same template with names that stand elsewhere or here.
    private static let variants = 16
    /// Bytes of bodies altogether; beyond it all are forgotten, so that hostile files cannot fill memory. The templates
    /// of a log have some 100 kB.
    private static let capacity = 2 << 20

    private var known: [Key: [Entry]] = [:]
    private var byteCount = 0

    /// The entry for the definition at a place of the chunk, if it was met before.
    func entry(for body: Range<Int>, in chunk: ChunkBytes, below base: FieldTree.Place) -> Entry? {
        known[key(body, chunk, base)]?.first { $0.fits(body, chunk) }
    }

    /// Keeps a plan.
    ///
    /// - Parameter names: All names of the body, in its order.
    mutating func add(
        _ plan: TemplatePlan, cost: Int, places: [FieldTree.Place], for body: Range<Int>, names: [NameReference],
        in chunk: ChunkBytes, below base: FieldTree.Place
    ) {
        if byteCount + body.count > Self.capacity {
            known.removeAll()
            byteCount = 0
        }
        let key = key(body, chunk, base)
        guard known[key, default: []].count < Self.variants else { return }
        let names = names.map { name in
            Name(
                position: name.position, isHere: name.isHere,
                text: Array(chunk[chunk.nameText(at: chunk.namePosition(body.lowerBound + name.position))]))
        }
        known[key, default: []].append(
            Entry(plan: plan, cost: cost, places: places, body: Array(chunk[body]), names: names))
        byteCount += body.count
    }

    private func key(_ body: Range<Int>, _ chunk: ChunkBytes, _ base: FieldTree.Place) -> Key {
        // The template's GUID and the size stand before the body.
        Key(
            identity: chunk.uint64(at: body.lowerBound - 20), rest: chunk.uint64(at: body.lowerBound - 12),
            size: body.count, base: base)
    }
}

extension TemplateLibrary.Entry {
    /// Whether a body says the same as that of the entry.
    fileprivate func fits(_ range: Range<Int>, _ chunk: ChunkBytes) -> Bool {
        let found = chunk[range]
        guard found.count == body.count else { return false }
        return body.withUnsafeBufferPointer { body in
            var place = 0
            for name in names {
                guard found.holds(body, place..<name.position) else { return false }
                let stated = chunk.namePosition(range.lowerBound + name.position)
                let here = range.lowerBound + name.position + 4
                guard (stated == here) == name.isHere, chunk.holdsName(name.text, at: stated) else { return false }
                // The place of the next name, the text with its hash and length, and a zero.
                place = name.position + 4 + (name.isHere ? 4 + name.text.count + 2 : 0)
            }
            return found.holds(body, place..<body.count)
        }
    }
}

extension ChunkBytes {
    /// The place of a name, as stated at a position.
    fileprivate func namePosition(_ position: Int) -> Int { Int(uint32(at: position)) }

    /// Where the text of a name is, with its hash and length before it: behind the place of the next name.
    fileprivate func nameText(at name: Int) -> Range<Int> {
        name + 4..<name + 8 + 2 * Int(uint16(at: name + 6))
    }

    /// Whether a name of this text, and the zero behind it, stand at a place.
    fileprivate func holdsName(_ text: [UInt8], at name: Int) -> Bool {
        let range = nameText(at: name)
        guard range.count == text.count, range.upperBound + 2 <= count else { return false }
        return text.withUnsafeBufferPointer { self[range].holds($0, 0..<range.count) }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether a range of these bytes, which has to be one of both, is the same in others.
    fileprivate func holds(_ others: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        let (these, others) = (UnsafeRawBufferPointer(self), UnsafeRawBufferPointer(others))
        var place = range.lowerBound
        while place + 8 <= range.upperBound {
            let word = these.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            guard word == others.loadUnaligned(fromByteOffset: place, as: UInt64.self) else { return false }
            place += 8
        }
        while place < range.upperBound {
            guard these[place] == others[place] else { return false }
            place += 1
        }
        return true
    }
}
