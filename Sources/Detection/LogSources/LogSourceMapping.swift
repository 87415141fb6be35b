/// What users say of log sources beyond the built-in table.
package struct LogSourceMapping: Sendable {
    /// One entry of a mapping file.
    struct Entry: Sendable {
        /// What rules call the source.
        let source: LogSource
        /// How its records are told; nil where only names of fields are given.
        var route: LogSourceRoute?
        /// What fields are called there, for the built-in routes as well.
        var fields: [FieldMapping] = []
        /// Whether it stands in place of what is built in.
        var replaces = false
    }

    private(set) var entries: [Entry] = []
    /// Of the texts it was read from.
    var digest: UInt64 = 0

    package init() {}

    mutating func add(_ entry: Entry) { entries.append(entry) }

    /// Whether an entry says how records of a source are told.
    func knows(_ source: LogSource) -> Bool { entries.contains { $0.route != nil && $0.source.covers(source) } }

    /// The routes of a source, with those that are added first, and names that are given before those known.
    func merged(with known: [LogSourceRoute], for source: LogSource) -> [LogSourceRoute] {
        var routes = known
        // Entries for more than one source come first, so that those of one have the last word.
        for entry in entries where entry.source.covers(source) {
            if entry.replaces { routes = [] }
            if var route = entry.route {
                route.mapping = entry.fields
                routes.insert(route, at: 0)
            } else {
                for place in routes.indices { routes[place].mapping = entry.fields + routes[place].mapping }
            }
        }
        return routes
    }
}
