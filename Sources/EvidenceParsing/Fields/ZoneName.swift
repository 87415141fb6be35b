/// The names of zones that programs write behind a time: `EDT`, `CEST`.
struct ZoneName: Equatable {
    /// Minutes ahead of UTC.
    let offset: Int
    /// Countries use the name for different zones; the one that is read is then an assumption.
    let isAmbiguous: Bool

    /// Nil for a name that is not known.
    init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        guard (2...4).contains(range.count) else { return nil }
        var key: UInt32 = 0
        for place in range {
            guard bytes[place].isUpperLetter else { return nil }
            key = key << 8 | UInt32(bytes[place])
        }
        guard let known = Self.byKey[key] else { return nil }
        self = known
    }

    private init(_ offset: Int, isAmbiguous: Bool) {
        self.offset = offset
        self.isAmbiguous = isAmbiguous
    }

    private static let names: [(offset: Int, names: String)] = [
        (0, "UTC UCT UT GMT WET"), (60, "WEST CET MET MEZ WAT"), (120, "CEST MEST MESZ EET SAST CAT"),
        (180, "EEST MSK TRT EAT"), (300, "PKT"), (345, "NPT"), (420, "ICT WIB"), (480, "HKT SGT PHT WITA AWST"),
        (540, "JST KST WIT"), (570, "ACST"), (600, "AEST"), (630, "ACDT"), (660, "AEDT"), (720, "NZST"),
        (780, "NZDT"), (-150, "NDT"), (-180, "ADT BRT ART CLST UYT"), (-210, "NST"), (-240, "EDT CLT"),
        (-300, "EST CDT COT PET"), (-360, "MDT"), (-420, "MST PDT"), (-480, "PST AKDT"), (-540, "AKST"),
        (-600, "HST"),
    ]

    /// British Summer Time, not Bangladesh; India, not Israel or Ireland; Central Time of North America, not China or Cuba;
    /// Atlantic Time, not Arabia; the Gulf, not South Georgia.
    private static let ambiguous: [(offset: Int, names: String)] = [
        (60, "BST"), (330, "IST"), (-360, "CST"), (-240, "AST"), (240, "GST"),
    ]

    private static let byKey: [UInt32: ZoneName] = {
        var zones: [UInt32: ZoneName] = [:]
        for (list, isAmbiguous) in [(names, false), (ambiguous, true)] {
            for line in list {
                for name in line.names.split(separator: " ") {
                    let key = name.utf8.reduce(0) { $0 << 8 | UInt32($1) }
                    zones[key] = ZoneName(line.offset, isAmbiguous: isAmbiguous)
                }
            }
        }
        return zones
    }()
}
