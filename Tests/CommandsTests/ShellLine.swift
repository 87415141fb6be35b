/// A line as people type it into a shell.
enum ShellLine {
    /// The words of a line, without their quotation marks; nil where a mark is left open.
    static func words(of line: String) -> [String]? {
        var words: [String] = []
        var word: String?
        var mark: Character?
        for character in line {
            if character == mark {
                mark = nil
            } else if mark != nil {
                word?.append(character)
            } else if character == "'" || character == "\"" {
                mark = character
                word = word ?? ""
            } else if character == " " {
                if let whole = word { words.append(whole) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        if let whole = word { words.append(whole) }
        return mark == nil ? words : nil
    }
}
