import ArgumentParser
import Commands

extension ParsableCommand {
    /// What is typed for it.
    static var typedName: String { configuration.commandName ?? String(describing: self).lowercased() }
}

/// Whether the program takes what somebody types.
enum Taking {
    /// Why the program would not take these words, the first of which is its own name; nil where it would.
    static func objection(to words: [String]) -> String? {
        var command: any ParsableCommand.Type = RootCommand.self
        var rest = words.dropFirst()
        while let name = rest.first,
            let next = command.configuration.subcommands.first(where: { $0.typedName == name })
        {
            command = next
            rest = rest.dropFirst()
        }
        command = rest.isEmpty ? command.configuration.defaultSubcommand ?? command : command
        if !command.configuration.subcommands.isEmpty, let name = rest.first, !name.hasPrefix("-") {
            return "there is no command \(name)"
        }
        do {
            _ = try command.parse(Array(rest))
            return nil
        } catch {
            return command.exitCode(for: error).isSuccess ? nil : command.message(for: error)
        }
    }
}
