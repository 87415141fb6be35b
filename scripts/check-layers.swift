// Fails when an import points where the layer table of Package.swift does not allow it, or when a banned word is used.
// SwiftPM sees undeclared siblings only in part, and knows nothing of pure engines or of one importer per dependency.
//
//     swift scripts/check-layers.swift               from the package's root: exit 1 and file:line lines on findings
//     swift scripts/check-layers.swift --self-test   finds violations planted in made-up sources

import Foundation

// MARK: What is allowed

/// Targets that see only values: no clock, files, threads or random numbers.
let pureTargets: Set = [
    "Vocabulary", "AttackKnowledge", "CaseLifecycle", "EvidenceParsing", "RecordSearch", "Detection", "Investigation",
    "Simulation",
]

/// Modules of the toolchain and the system, free to use outside the pure targets.
let platformModules: Set = ["Dispatch", "Foundation", "FoundationEssentials", "Glibc", "Synchronization"]

/// Modules of others, and the only targets that may import each. Every one has its place in docs/decisions/0003.
let importers: [String: Set<String>] = [
    "ArgumentParser": ["Commands"],
    "CShims": ["Bootstrap", "EvidenceParsing", "Storage", "Wire"],
    "CArchive": ["EvidenceParsing"],
    "CPCRE2": ["Detection"],
    "CZlib": ["EvidenceParsing"],
    "CZstd": ["EvidenceParsing", "RecordSearch"],
    "Crypto": ["Storage"],
    "GRDB": ["Storage"],
    "Yams": ["Detection"],
]

/// Words that may not stand in a source, and why.
let bannedWords = [
    ("try!", "outside bytes must never reach a trap"),
    (" as! ", "outside bytes must never reach a trap"),
    ("fatalError(", "outside bytes must never reach a trap"),
    ("@unchecked Sendable", "the compiler is to prove it"),
    ("nonisolated(unsafe)", "the compiler is to prove it"),
    ("@_exported", "every file names what it imports"),
]

/// Files that may use a banned word all the same, each with its reason beside it. Empty, and best kept so.
let exceptions: [(file: String, word: String)] = []

// MARK: What is there

/// The targets of the manifest that live in Sources, and what each may import.
struct Manifest: Decodable {
    struct Target: Decodable {
        let name: String
        let type: String
        /// Where its files are, where that is not the folder of its name in Sources.
        let path: String?
        let dependencies: [Dependency]
    }

    /// A dependency is an object with one key, whose value is an array that begins with the name.
    struct Dependency: Decodable {
        let name: String

        init(from decoder: any Decoder) throws {
            let kinds = try decoder.singleValueContainer().decode([String: [Part]].self)
            name = kinds.values.first?.first?.text ?? ""
        }
    }

    /// An entry of a dependency's array: its name, or a detail that does not matter here.
    struct Part: Decodable {
        let text: String?

        init(from decoder: any Decoder) throws {
            text = try? decoder.singleValueContainer().decode(String.self)
        }
    }

    let targets: [Target]

    var sources: [String: Set<String>] {
        let kept = targets.filter { $0.type != "test" && ($0.path ?? "Sources/").hasPrefix("Sources/") }
        return Dictionary(uniqueKeysWithValues: kept.map { ($0.name, Set($0.dependencies.map(\.name))) })
    }
}

struct SourceFile {
    let target: String
    let path: String
    let text: String
}

// MARK: Finding

func findProblems(targets: [String: Set<String>], folders: Set<String>, files: [SourceFile]) -> [String] {
    var problems: [String] = []
    for folder in folders.subtracting(targets.keys).sorted() {
        problems.append("Sources/\(folder): no line of the layer table names this folder")
    }
    for target in Set(targets.keys).subtracting(folders).sorted() {
        problems.append("Package.swift: the layer table names \(target), which has no folder in Sources")
    }
    for file in files {
        for (index, line) in codeLines(file.text).enumerated() {
            let found = lineProblems(line, file: file, targets: targets)
            problems += found.map { "\(file.path):\(index + 1): \($0)" }
        }
    }
    return problems
}

func lineProblems(_ line: String, file: SourceFile, targets: [String: Set<String>]) -> [String] {
    var problems: [String] = []
    for statement in line.split(separator: ";") {
        guard let module = importedModule(statement) else { continue }
        if let problem = importProblem(module, in: file.target, targets: targets) { problems.append(problem) }
    }
    for (word, reason) in bannedWords where line.contains(word) {
        if exceptions.contains(where: { $0.file == file.path && $0.word == word }) { continue }
        problems.append("'\(word.trimmingCharacters(in: .whitespaces))' is banned: \(reason)")
    }
    let words = line.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "`") }
    if words.contains("public") || words.contains("open") && line.contains("open class") {
        problems.append("nothing is public; share across targets with 'package'")
    }
    return problems
}

func importProblem(_ module: String, in target: String, targets: [String: Set<String>]) -> String? {
    if module == "Swift" { return nil }
    if platformModules.contains(module) {
        return pureTargets.contains(target) ? "\(target) is pure and may not import \(module)" : nil
    }
    let declared = targets[target, default: []].contains(module)
    if let allowed = importers[module] {
        guard allowed.contains(target) else {
            return "\(target) may not import \(module), which is for \(allowed.sorted().joined(separator: ", "))"
        }
        return declared ? nil : "\(target) imports \(module) without declaring it in Package.swift"
    }
    if targets[module] != nil {
        return declared ? nil : "the layer table does not let \(target) import \(module)"
    }
    return "\(module) has no importer in the table of scripts/check-layers.swift"
}

/// The module that an import statement names; nil for other statements.
func importedModule(_ statement: Substring) -> String? {
    let modifiers: Set<Substring> = ["public", "package", "internal", "fileprivate", "private"]
    let kinds: Set<Substring> = [
        "actor", "class", "enum", "func", "let", "macro", "protocol", "struct", "typealias", "var",
    ]
    var words = statement.split(whereSeparator: \.isWhitespace)[...]
    while let word = words.first, word.hasPrefix("@") || modifiers.contains(word) { words.removeFirst() }
    guard words.popFirst() == "import" else { return nil }
    if let word = words.first, kinds.contains(word) { words.removeFirst() }
    return words.first?.split(separator: ".").first.map(String.init)
}

// MARK: Reading Swift

/// The lines of a source with comments and string literals blanked out; code inside `\( )` stays.
func codeLines(_ text: String) -> [String] {
    var stripper = Stripper(text)
    stripper.code(untilParenthesis: false)
    return String(decoding: stripper.output, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        .map(String.init)
}

struct Stripper {
    private let input: [UInt8]
    private var place = 0
    private(set) var output: [UInt8] = []

    init(_ text: String) {
        input = Array(text.utf8)
        output.reserveCapacity(input.count)
    }

    private func next(is literal: String) -> Bool { input[place...].starts(with: literal.utf8) }

    /// Passes over bytes, keeping only the line breaks among them.
    private mutating func drop(_ count: Int) {
        for byte in input[place..<min(place + count, input.count)] where byte == UInt8(ascii: "\n") {
            output.append(byte)
        }
        place = min(place + count, input.count)
    }

    mutating func code(untilParenthesis: Bool) {
        var depth = 0
        while place < input.count {
            switch input[place] {
            case UInt8(ascii: "/") where next(is: "//"):
                while place < input.count, input[place] != UInt8(ascii: "\n") { place += 1 }
            case UInt8(ascii: "/") where next(is: "/*"):
                blockComment()
            case UInt8(ascii: "\""), UInt8(ascii: "#"):
                let hashes = input[place...].prefix { $0 == UInt8(ascii: "#") }.count
                if place + hashes < input.count, input[place + hashes] == UInt8(ascii: "\"") {
                    string(hashes: hashes)
                } else {
                    output += input[place..<place + hashes]
                    place += hashes
                }
            case let byte:
                if byte == UInt8(ascii: "(") { depth += 1 }
                if byte == UInt8(ascii: ")") { depth -= 1 }
                if untilParenthesis, depth < 0 { return }
                output.append(byte)
                place += 1
            }
        }
    }

    private mutating func blockComment() {
        var depth = 0
        repeat {
            if next(is: "/*") {
                depth += 1
                drop(2)
            } else if next(is: "*/") {
                depth -= 1
                drop(2)
            } else {
                drop(1)
            }
        } while depth > 0 && place < input.count
    }

    private mutating func string(hashes: Int) {
        let fence = String(repeating: "#", count: hashes)
        place += hashes
        let quote = next(is: "\"\"\"") ? "\"\"\"" : "\""
        place += quote.utf8.count
        output += "\"\"".utf8
        while place < input.count, !next(is: quote + fence) {
            if quote == "\"", input[place] == UInt8(ascii: "\n") { return }
            if next(is: "\\" + fence + "(") {
                place += 2 + hashes
                output.append(UInt8(ascii: " "))
                code(untilParenthesis: true)
                drop(1)
            } else {
                drop(next(is: "\\" + fence) ? 2 + hashes : 1)
            }
        }
        place = min(place + quote.utf8.count + hashes, input.count)
    }
}

// MARK: Running

func readManifest() throws -> Manifest {
    let dump = Process()
    dump.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    // Reading the manifest needs no turn behind a build that runs.
    dump.arguments = ["swift", "package", "--ignore-lock", "dump-package"]
    let pipe = Pipe()
    dump.standardOutput = pipe
    try dump.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    dump.waitUntilExit()
    return try JSONDecoder().decode(Manifest.self, from: data)
}

func readFiles(in folders: Set<String>) throws -> [SourceFile] {
    try folders.sorted().flatMap { folder in
        try FileManager.default.subpathsOfDirectory(atPath: "Sources/\(folder)").sorted()
            .filter { $0.hasSuffix(".swift") }
            .map {
                let path = "Sources/\(folder)/\($0)"
                return SourceFile(target: folder, path: path, text: try String(contentsOfFile: path, encoding: .utf8))
            }
    }
}

func selfTest() -> Bool {
    let targets: [String: Set<String>] = [
        "Vocabulary": [], "Detection": ["Vocabulary", "CPCRE2"], "Storage": ["Vocabulary", "GRDB"], "CPCRE2": [],
        "Services": ["Vocabulary", "Storage"], "Ghost": [],
    ]
    let planted: [(target: String, line: String, found: String?)] = [
        ("Storage", "import Vocabulary", nil),
        ("Storage", "package import GRDB", nil),
        ("Storage", "import Foundation", nil),
        ("Detection", "import CPCRE2", nil),
        ("Detection", "// import Storage, try! and public", nil),
        ("Detection", "let text = #\"try! \"public\" \\(x) fatalError(\"#", nil),
        ("Detection", "let text = \"\"\"\n    import Storage\n    \"\"\"", nil),
        ("Detection", "import Storage", "1: the layer table does not let Detection import Storage"),
        (
            "Detection", "\n  internal import struct Storage.Row",
            "2: the layer table does not let Detection import Storage"
        ),
        ("Detection", "import Foundation", "1: Detection is pure and may not import Foundation"),
        ("Vocabulary", "@preconcurrency import Glibc", "1: Vocabulary is pure and may not import Glibc"),
        ("Services", "import GRDB", "1: Services may not import GRDB, which is for Storage"),
        ("Storage", "import Crypto", "1: Storage imports Crypto without declaring it in Package.swift"),
        ("Services", "import NIOCore", "1: NIOCore has no importer in the table of scripts/check-layers.swift"),
        ("Services", "/* a\n b */ public struct A {}", "2: nothing is public; share across targets with 'package'"),
        ("Services", "let a = try! b()", "1: 'try!' is banned: outside bytes must never reach a trap"),
        ("Services", "let a = b as! C", "1: 'as!' is banned: outside bytes must never reach a trap"),
        (
            "Services", "print(\"\\(\"a\" + fatalError())\")",
            "1: 'fatalError(' is banned: outside bytes must never reach a trap"
        ),
        (
            "Services", "final class A: @unchecked Sendable {}",
            "1: '@unchecked Sendable' is banned: the compiler is to prove it"
        ),
        (
            "Services", "nonisolated(unsafe) var a = 1",
            "1: 'nonisolated(unsafe)' is banned: the compiler is to prove it"
        ),
        ("Services", "@_exported import Vocabulary", "1: '@_exported' is banned: every file names what it imports"),
    ]
    let files = planted.enumerated().map { SourceFile(target: $1.target, path: "\($0)", text: $1.line) }
    let expected =
        [
            "Sources/Utils: no line of the layer table names this folder",
            "Package.swift: the layer table names Ghost, which has no folder in Sources",
        ] + planted.enumerated().compactMap { index, plant in plant.found.map { "\(index):\($0)" } }
    let folders = Set(targets.keys).subtracting(["Ghost"]).union(["Utils"])
    let found = findProblems(targets: targets, folders: folders, files: files)
    for missed in expected where !found.contains(missed) { print("not found: \(missed)") }
    for extra in found where !expected.contains(extra) { print("found by mistake: \(extra)") }
    return found == expected
}

if CommandLine.arguments.contains("--self-test") {
    guard selfTest() else { exit(1) }
    print("Every planted violation was found, and nothing else.")
} else {
    let folders = Set(
        try FileManager.default.contentsOfDirectory(atPath: "Sources").filter { !$0.hasPrefix(".") })
    let files = try readFiles(in: folders)
    let problems = findProblems(targets: try readManifest().sources, folders: folders, files: files)
    for problem in problems { print(problem) }
    guard problems.isEmpty else { exit(1) }
    print("Layers hold: \(folders.count) targets, \(files.count) files.")
}
