import ArgumentParser
import Commands
import Testing

@Suite("Examples in the help")
struct ExampleTests {
    /// Every command that does something, by its whole name.
    private static let commands = leaves(of: RootCommand.self, named: [])

    private static func leaves(
        of command: any ParsableCommand.Type, named names: [String]
    ) -> [(name: String, configuration: CommandConfiguration)] {
        let configuration = command.configuration
        let names = names + [command.typedName]
        guard !configuration.subcommands.isEmpty else { return [(names.joined(separator: " "), configuration)] }
        return configuration.subcommands.flatMap { leaves(of: $0, named: names) }
    }

    @Test("every command shows in its help how it is used, and what it shows is what the program takes")
    func examples() {
        var faults: [String] = []
        for (name, configuration) in Self.commands {
            let examples = ToldCommand.all(
                in: SourceText.Literal(pieces: [.words(configuration.discussion)], line: 0))
            if !examples.contains(where: { $0.text.hasPrefix(name) }) {
                faults.append("\(name): no example of its own")
            }
            for example in examples {
                if let objection = example.objection() { faults.append("\(name): \(example.text): \(objection)") }
            }
        }

        #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
        #expect(Self.commands.count > 80)
    }

    private static func all(of command: any ParsableCommand.Type) -> [any ParsableCommand.Type] {
        [command] + command.configuration.subcommands.flatMap(all)
    }

    @Test("every command states its name: to make one of a type's costs a millisecond whenever the program starts")
    func names() {
        let unnamed = Self.all(of: RootCommand.self).filter { $0.configuration.commandName == nil }

        #expect(unnamed.isEmpty, "\(unnamed)")
    }
}
