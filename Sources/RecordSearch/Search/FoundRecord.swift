package import Vocabulary

/// A record as the index kept it.
package struct FoundRecord: Sendable {
    /// One value of the source.
    package struct Field: Sendable {
        package let name: String
        package let text: String
        /// The source had a number or a truth value, not text.
        package let isLiteral: Bool
    }

    /// When it happened; nil where the record has no readable time.
    package let time: Timestamp?
    /// How the source's text became that time.
    package let zone: ZoneAssumption
    /// Which record of which evidence it is.
    package let reference: EvidenceReference
    package internal(set) var host = ""
    package internal(set) var channel = ""
    package internal(set) var provider = ""
    package internal(set) var eventCode = ""
    /// In the order of the source.
    package internal(set) var fields: [Field] = []
    /// The same values under second names.
    var aliases: [Field] = []

    /// What the record says under a common name: of several fields that feed it, the most telling. Nil where none says
    /// something. An address of IPv4 written as IPv6 (`::ffff:10.0.0.5`) is that of IPv4.
    package func common(_ wanted: CommonField) -> String? {
        var best: (rank: UInt8, text: String)?
        let all = fields + aliases
        for field in all where !field.text.isEmpty && field.text != "-" {
            let meaning = CommonFields.meaning(of: field.name) { name in all.contains { $0.name == name } }
            guard let meaning, meaning.field == wanted, meaning.rank < best?.rank ?? .max else { continue }
            best = (meaning.rank, field.text)
        }
        guard wanted == .sourceAddress || wanted == .destinationAddress else { return best?.text }
        return best.map { NetworkAddress.dotted($0.text) ?? $0.text }
    }

    /// All values of a field as queries name it, in the order of the source.
    package func values(of field: SearchField) -> [String] {
        var found: [String] = []
        for mark in field.meaning?.marks ?? [] {
            switch mark {
            case .host: found.append(host)
            case .channel: found.append(channel)
            case .provider: found.append(provider)
            case .eventCode: found.append(eventCode)
            case .native, .alias: break
            }
        }
        found.removeAll(where: \.isEmpty)
        if found.isEmpty {
            let common = (field.meaning?.common ?? []).compactMap { self.common($0) }
            found = common.isEmpty ? named(field, in: fields) : common
            if found.isEmpty { found = named(field, in: aliases) }
        }
        return found
    }

    private func named(_ field: SearchField, in fields: [Field]) -> [String] {
        fields.filter { TextFolding.fold($0.name) == field.folded }.map(\.text)
    }
}

extension Segment {
    /// Reads a record out.
    ///
    /// - Parameters:
    ///   - record: Its number in the segment.
    ///   - segment: Tells the segment from the others whose blocks are kept in `blocks`.
    package func record(
        _ record: Int, segment: Int, _ blocks: inout UnpackedBlocks
    ) throws(SegmentDamage) -> FoundRecord {
        try read { reader throws(SegmentDamage) in
            var found = FoundRecord(
                time: Timestamp(ticks: try reader.time(record)), zone: try reader.zone(record),
                reference: try reference(record, reader))
            try reader.eachValue(ofRecord: record) { field, value throws(SegmentDamage) in
                let text = try reader.withText(of: value, segment: segment, &blocks) { text throws(SegmentDamage) in
                    String(decoding: text, as: UTF8.self)
                }
                let kind = try reader.kind(ofField: field)
                switch kind {
                case .native, .alias:
                    let entry = FoundRecord.Field(
                        name: try reader.name(ofField: field), text: text, isLiteral: try reader.isLiteral(value))
                    if kind == .native { found.fields.append(entry) } else { found.aliases.append(entry) }
                case .host: found.host = text
                case .channel: found.channel = text
                case .provider: found.provider = text
                case .eventCode: found.eventCode = text
                }
            }
            return found
        }
    }

    /// Where a record stands among all.
    func key(_ record: Int, group: Int) throws(SegmentDamage) -> HitKey {
        try read { reader throws(SegmentDamage) in
            HitKey(
                time: try reader.time(record), file: files[try file(record, reader)],
                record: try number(record, reader), group: group)
        }
    }

    /// Whether some record is of a file whose hash begins so.
    func holdsFile(_ hash: String) -> Bool {
        files.indices.contains { (identities[$0] ?? files[$0].sealed).hex.hasPrefix(hash) }
    }

    func reference(_ record: Int, _ reader: SegmentReader) throws(SegmentDamage) -> EvidenceReference {
        let file = try file(record, reader)
        return EvidenceReference(evidence: identities[file] ?? files[file].sealed, record: try number(record, reader))
    }

    /// The number of a record in its file.
    private func number(_ record: Int, _ reader: SegmentReader) throws(SegmentDamage) -> Int {
        let part = Int(try reader.number(.partNumbers, record, as: UInt16.self))
        let first = try reader.number(.parts, 2 * part + 1, as: UInt64.self)
        guard first < UInt64(Int64.max >> 1) else { throw SegmentDamage("the number of a record") }
        return Int(first) + Int(try reader.number(.placesInPart, record, as: UInt32.self))
    }
}

extension SegmentReader {
    fileprivate func zone(_ record: Int) throws(SegmentDamage) -> ZoneAssumption {
        section(.zones).isEmpty ? .stated : StoredZone.decode(try number(.zones, record, as: Int16.self))
    }

    /// Hands on the values of a record with their fields, in the order of the source.
    func eachValue(
        ofRecord record: Int, _ body: (_ field: Int, _ value: Int) throws(SegmentDamage) -> Void
    ) throws(SegmentDamage) {
        let entry = try slice(.records, try stretch(.recordOffsets, record))
        var place = 0
        let shape = Int(try Self.varint(entry, &place))
        for item in try stretch(.shapeOffsets, shape) {
            let field = Int(try number(.shapeFields, item, as: UInt16.self))
            let values = try values(ofField: field)
            let value = values.lowerBound + Int(try Self.varint(entry, &place))
            guard value < values.upperBound else { throw SegmentDamage("a value of another field") }
            try body(field, value)
        }
    }
}
