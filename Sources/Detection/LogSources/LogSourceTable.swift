/// Finds the routes of a log source: those that are known here, and those that users add.
struct LogSourceTable: Sendable {
    /// Without anything added.
    static let builtIn = LogSourceTable()

    /// What users add, in their order.
    var added = LogSourceMapping()

    /// Everything that can be a record of the source. Never empty: a source that no table knows is known by its name,
    /// as channel or provider of a record.
    func routes(of source: LogSource) -> [LogSourceRoute] { added.merged(with: Self.routes(of: source), for: source) }

    private static func routes(of source: LogSource) -> [LogSourceRoute] {
        var routes: [LogSourceRoute] = []
        if source.product == nil || source.product == "windows" { routes += windows(source) }
        if source.product != "windows" {
            routes += OtherSources.table.filter { source.includes($0.source) }.map(\.route)
            routes.append(byName(source))
        }
        return routes.isEmpty ? [byName(source)] : routes
    }

    /// Whether a source of Windows is in no table: most likely a slip of the pen. A service can also be the name of a
    /// channel, which is known by its slash.
    func isUnknownWindows(_ source: LogSource) -> Bool {
        source.product == "windows" && Self.windows(source).isEmpty && source.service?.contains("/") != true
            && !added.knows(source)
    }

    /// Whether a source is known by nothing but its name.
    func isNameOnly(_ source: LogSource) -> Bool {
        !added.knows(source) && Self.windows(source).isEmpty
            && !OtherSources.table.contains { source.product != "windows" && source.includes($0.source) }
    }

    private static func windows(_ source: LogSource) -> [LogSourceRoute] {
        let channels = source.service.map { WindowsServices.table[$0] ?? [] }
        guard let category = source.category else {
            if let channels { return channels.isEmpty ? [] : [LogSourceRoute(channels: channels)] }
            return source.product == nil ? [] : [LogSourceRoute(anyWindowsLog: true)]
        }
        let routes = WindowsCategories.table[category] ?? []
        guard let channels else { return routes }
        return routes.filter { route in route.channels.contains { channels.contains($0) } }
    }

    private static func byName(_ source: LogSource) -> LogSourceRoute {
        let parts = [source.product, source.category, source.service].compactMap(\.self)
        var names: [String] = []
        if let service = source.service { names.append(service) }
        if source.product == nil, let category = source.category { names.append(category) }
        // Applications are known by their own name.
        if let product = source.product, parts.count == 1 || source.category == "application" { names.append(product) }
        // A bare word that many products use says too little.
        if parts.count > 1 { names.removeAll(where: commonWords.contains) }
        if parts.count > 1 { names += ["/", ":", ".", "-", "_"].map { parts.joined(separator: $0) } }
        return LogSourceRoute(channels: names, providers: names)
    }

    private static let commonWords: Set<String> = [
        "application", "audit", "event", "system", "security", "process_creation", "file_event", "network_connection",
        "dns", "http", "syslog", "access", "error",
    ]
}

extension LogSource {
    /// Whether every record of another source is one of this one, too.
    func covers(_ other: LogSource) -> Bool {
        (product == nil || product == other.product) && (category == nil || category == other.category)
            && (service == nil || service == other.service)
    }

    /// Whether a source described by `other` is one of those that this one means.
    fileprivate func includes(_ other: LogSource) -> Bool {
        (product == nil || other.product == nil || product == other.product)
            && (category == nil || category == other.category)
            && (service == nil || service == other.service)
    }
}
