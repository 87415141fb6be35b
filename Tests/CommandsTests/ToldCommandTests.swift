import Testing

@Suite("Commands that people are told")
struct ToldCommandTests {
    @Test("every command that a text of the program tells is one that the program takes")
    func told() throws {
        var count = 0
        var faults: [String] = []
        for (path, text) in try SourceText.files() {
            for literal in text.literals {
                for command in ToldCommand.all(in: literal) {
                    count += 1
                    guard let objection = command.objection() else { continue }
                    faults.append("\(path):\(literal.line): \(command.text): \(objection)")
                }
            }
        }

        #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
        #expect(count > 150)
    }
}
