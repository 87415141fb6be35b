/// Markdown read as GitHub reads it, as far as it takes to see that a text made no markup.
struct MarkdownReading {
    /// Everything outside of code, without escaped signs.
    var words = ""
    var problems: [String] = []

    init(_ markdown: String) {
        var fence: String?
        var columns: Int?
        for line in markdown.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if let open = fence {
                if line == open { fence = nil }
                continue
            }
            if line.hasPrefix("```"), line.hasSuffix("text"), line.dropLast(4).allSatisfy({ $0 == "`" }) {
                fence = String(line.dropLast(4))
                continue
            }
            if line.unicodeScalars.contains(where: { $0.value < 0x20 || $0.properties.generalCategory == .format }) {
                problems.append("an invisible sign: \(line.prefix(80))")
            }
            if line.hasPrefix("|") {
                let pipes = Self.unescapedPipes(line)
                if let columns, columns != pipes {
                    problems.append("\(pipes) pipes instead of \(columns): \(line.prefix(80))")
                }
                columns = pipes
            } else {
                columns = nil
            }
            read(line)
        }
        if fence != nil { problems.append("a fence stays open") }
    }

    private mutating func read(_ line: String) {
        var rest = Substring(line)
        for mark in ["### ", "## ", "# ", "- ", "---"] where rest.hasPrefix(mark) {
            rest = rest.dropFirst(mark.count)
            break
        }
        if rest.hasPrefix("**"), rest.hasSuffix("**") { rest = rest.dropFirst(2).dropLast(2) }
        while let sign = rest.first {
            rest = rest.dropFirst()
            if sign == "\\" {
                rest = rest.dropFirst()
            } else if sign == "`" {
                let run = 1 + rest.prefix { $0 == "`" }.count
                rest = rest.dropFirst(run - 1)
                guard let end = Self.closing(run, in: rest) else {
                    problems.append("code that does not end: \(line.prefix(80))")
                    return
                }
                rest = rest[end...]
            } else if "<>[]*_!&~#@:".contains(sign) {
                let isTime = sign == ":" && words.last?.isNumber == true && rest.first?.isNumber == true
                let isCitation = sign == "#" && words.last?.isHexDigit == true && rest.first?.isNumber == true
                if !isTime && !isCitation { problems.append("markup \(sign) in: \(line.prefix(120))") }
                words.append(sign)
            } else {
                words.append(sign)
            }
        }
        words.append("\n")
    }

    /// After the next run of exactly `run` backticks.
    private static func closing(_ run: Int, in text: Substring) -> String.Index? {
        var rest = text
        while let start = rest.firstIndex(of: "`") {
            let ticks = rest[start...].prefix { $0 == "`" }
            if ticks.count == run { return ticks.endIndex }
            rest = rest[ticks.endIndex...]
        }
        return nil
    }

    /// The pipes at which GitHub cuts a row: cells are cut before code is seen, and a backslash takes the next sign with it.
    private static func unescapedPipes(_ line: String) -> Int {
        var (count, isEscaped) = (0, false)
        for sign in line {
            if isEscaped {
                isEscaped = false
            } else if sign == "\\" {
                isEscaped = true
            } else if sign == "|" {
                count += 1
            }
        }
        return count
    }
}
