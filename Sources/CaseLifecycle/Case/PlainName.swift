import Vocabulary

/// Names as people type them. What differs only in white space and the case of letters is one name, and what is seen of a
/// name is all there is of it: else one host, or one person, would be two.
enum PlainName {
    /// The longest name of a system: that of the domain name system.
    private static let longest = 253

    /// The name without white space at its ends, and with one space for each stretch of it inside.
    static func tidied(_ name: String) -> String {
        name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// The name for comparing.
    static func folded(_ name: String) -> String {
        // Nearly all are plain, and thousands are compared.
        if name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) { return name.lowercased() }
        var folded = ""
        for scalar in tidied(name).lowercased().unicodeScalars {
            switch scalar {
            case "ß": folded += "ss"
            case "ς": folded += "σ"
            default: folded.unicodeScalars.append(scalar)
            }
        }
        return folded
    }

    /// The name of a computer for comparing.
    static func machine(_ name: String) -> String { MachineName.folded(tidied(name)) }

    /// The name, tidied, refused where it says nothing, where part of it cannot be seen, or where it looks like another.
    ///
    /// - Parameters:
    ///   - what: What it is the name of, for the refusal.
    ///   - longest: The most characters that it may have.
    static func checked(_ name: String, _ what: String, longest: Int = longest) throws(CaseRefusal) -> String {
        let name = tidied(try Text.required(name, what))
        guard name.unicodeScalars.count <= longest else {
            throw .impossible("\(what) is at most \(longest) characters long")
        }
        guard name.unicodeScalars.allSatisfy(isVisible) else {
            throw .impossible("\(what) has only characters that can be seen")
        }
        guard !name.unicodeScalars.contains(where: isVariant) else {
            throw .impossible("\(what) has letters and digits in their plain form")
        }
        let scripts = scripts(of: name)
        guard scripts.count < 2 else {
            throw .impossible(
                "\(what) is written in one script, not in \(scripts.sorted().joined(separator: " and ")), whose letters "
                    + "look alike")
        }
        return name
    }

    /// A new name that somebody types, as ``typed(_:_:longest:)`` has it, and refused where it holds a line end.
    static func new(_ name: String, _ what: String, longest: Int = longest) throws(CaseRefusal) -> String {
        guard !name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
            throw .impossible("\(what) stands in one line, without tabs and other control characters")
        }
        return try typed(name, what, longest: longest)
    }

    /// The name, checked, and refused where a command that tells it would not be taken: it begins as an option does, or is
    /// written as hidden characters are shown.
    static func typed(_ name: String, _ what: String, longest: Int = longest) throws(CaseRefusal) -> String {
        guard VisibleName.read(name) == name else {
            throw .impossible("\(what) is not written as hidden characters of a name are shown: \\u{..}")
        }
        let name = try checked(name, what, longest: longest)
        guard !name.hasPrefix("-") else { throw .impossible("\(what) does not begin with a hyphen") }
        return name
    }

    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        if scalar == " " { return true }
        if scalar.properties.isDefaultIgnorableCodePoint || scalar.properties.isWhitespace { return false }
        return switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
        default: true
        }
    }

    /// Letters of these scripts stand for other letters of the same scripts, so that compatibility has no say in them.
    private static let wholeScripts = ["THAI ", "LAO ", "TIBETAN "]

    /// Whether a character is another form of one that is plainer, such as a letter of full width.
    private static func isVariant(_ scalar: Unicode.Scalar) -> Bool {
        guard !scalar.isASCII, scalar != "ß", scalar != "ς", !scalar.properties.isFullCompositionExclusion else {
            return false
        }
        let small = scalar.properties.lowercaseMapping.unicodeScalars
        guard small.contains(where: \.properties.changesWhenNFKCCaseFolded) else { return false }
        let name = scalar.properties.name ?? ""
        return !wholeScripts.contains { name.hasPrefix($0) }
    }

    /// The scripts whose letters are easily taken for those of another.
    private static let lookalikes: Set<Substring> = ["LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "CHEROKEE", "COPTIC"]

    private static func scripts(of name: String) -> Set<Substring> {
        var found: Set<Substring> = []
        for scalar in name.unicodeScalars where scalar.properties.isAlphabetic {
            guard let script = scalar.properties.name?.split(separator: " ").first else { continue }
            if lookalikes.contains(script) { found.insert(script) }
        }
        return found
    }
}
