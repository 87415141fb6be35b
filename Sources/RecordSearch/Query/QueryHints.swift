/// What a query may not mean as it is written.
package enum QueryHints {
    /// One hint for each word of a query in which a backslash takes the meaning from a star, and that looks like a path or
    /// like the name of an account: `C:\Windows\*\cmd.exe`, `CORP\*`. What stands in quotation marks has no stars.
    package static func hints(for query: String) -> [String] {
        var hints: [String] = []
        for word in words(of: query) {
            guard let place = escapedStar(in: word) else { continue }
            var fixed = word
            fixed.insert("\\", at: place)
            let hint = "\\* is a star itself; for whatever stands behind a backslash write \(text(fixed))"
            if !hints.contains(hint) { hints.append(hint) }
        }
        return hints
    }

    private static func text(_ word: [Unicode.Scalar]) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: word)
        return String(text)
    }

    /// Where a lone backslash stands before a star, behind a name, and ends a folder.
    private static func escapedStar(in word: [Unicode.Scalar]) -> Int? {
        var place = 0
        var hasName = false
        while place < word.count {
            guard word[place] == "\\" else {
                hasName = hasName || word[place].properties.isAlphabetic
                place += 1
                continue
            }
            let next = place + 1 < word.count ? word[place + 1] : " "
            let isFolder = place + 2 >= word.count || "\\.)".unicodeScalars.contains(word[place + 2])
            if next == "*", hasName, isFolder { return place }
            place += next == "\\" || next == "*" ? 2 : 1
        }
        return nil
    }

    /// The words of a query behind their fields, without those in quotation marks and regular expressions.
    private static func words(of query: String) -> [[Unicode.Scalar]] {
        var words: [[Unicode.Scalar]] = [[]]
        var isQuoted = false
        var isEscaped = false
        for scalar in query.unicodeScalars {
            defer { isEscaped = scalar == "\\" && !isEscaped }
            if scalar == "\"", !isEscaped {
                isQuoted.toggle()
                words.append([])
            } else if !isQuoted {
                if scalar.properties.isWhitespace, !isEscaped {
                    words.append([])
                } else {
                    words[words.count - 1].append(scalar)
                }
            }
        }
        return words.map { word in
            let field = word.prefix { $0 != ":" && $0 != "\\" }
            let isField = field.count > 1 && field.count < word.count && word[field.count] == ":"
            return isField ? Array(word.dropFirst(field.count + 1)) : word
        }.filter { $0.first != "/" }
    }
}
