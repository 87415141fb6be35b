/// Queries that begin with a minus, such as `-host:WS5`, among the arguments of the program.
package enum QueryArguments {
    /// The arguments with a space before each query that would be taken for a row of one-letter options, `-h` for help among
    /// them. Searching has no such option but `-h` alone; to a query, space in front means nothing.
    ///
    /// - Parameter arguments: Without the name of the program. Those of other commands are given back as they are.
    package static func marked(_ arguments: [String]) -> [String] {
        guard arguments.starts(with: ["evidence", "search"]) else { return arguments }
        let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
        return arguments.enumerated().map { place, argument in
            let isQuery = place < end && argument.hasPrefix("-") && !argument.hasPrefix("--") && argument != "-h"
            return isQuery ? " " + argument : argument
        }
    }
}
