import CaseLifecycle
package import Storage
package import Vocabulary

/// Looks after the store itself.
package struct AdminService: Sendable {
    /// One thing that was examined.
    package struct HealthCheck: Sendable {
        package let name: String
        package let isHealthy: Bool
        package let detail: String
    }

    /// A setting of the store, with the value that holds.
    package struct Setting: Sendable {
        package let name: String
        package let value: String
        package let meaning: String
    }

    /// Every setting there is; a name that is not among them is refused.
    private static let known: [(name: String, untouched: String, allowed: [String], meaning: String)] = [
        (
            AccessPolicy.actingAsSetting, "false", ["true", "false"],
            "whether an account may act under another name (--as); both names are recorded"
        )
    ]

    let database: CaseDatabase
    let vault: EvidenceVault
    let actor: Principal
    let now: @Sendable () -> Timestamp

    package init(
        database: CaseDatabase, vault: EvidenceVault, actor: Principal, now: @escaping @Sendable () -> Timestamp
    ) {
        self.database = database
        self.vault = vault
        self.actor = actor
        self.now = now
    }

    /// Makes the read models anew from the journal.
    package func rebuild() throws { try database.rebuild() }

    /// Examines journal, read models and evidence. A fault is a result, not an error.
    package func examine() throws -> [HealthCheck] {
        let journal = try JournalService(database: database).verify(head: nil)
        let differing = try database.differingReadModels()
        let checks = try EvidenceService(database: database, vault: vault).verify(nil)
        let changed = checks.filter { $0.problem != nil }
        return [
            HealthCheck(name: "journal", isHealthy: journal.fault == nil, detail: journal.text),
            HealthCheck(
                name: "read models", isHealthy: differing.isEmpty,
                detail: differing.isEmpty
                    ? "equal to the journal" : "differ: \(differing.joined(separator: ", ")): cordon admin rebuild"),
            HealthCheck(
                name: "evidence", isHealthy: changed.isEmpty,
                detail: changed.isEmpty
                    ? "\(checks.count) files as sealed"
                    : "changed or missing: \(changed.map(\.evidence.id.hex).joined(separator: ", "))"),
        ]
    }

    /// Every setting with the value that holds.
    package func settings() throws -> [Setting] {
        let recorded = try database.organisation().settings
        return Self.known.map { Setting(name: $0.name, value: recorded[$0.name] ?? $0.untouched, meaning: $0.meaning) }
    }

    /// Changes a setting; the change is an event of the organisation.
    ///
    /// - Throws: ``CaseRefusal/missing(_:)`` for an unknown setting or value, naming those there are.
    package func change(_ name: String, to value: String) throws {
        guard let setting = Self.known.first(where: { $0.name == name }) else {
            throw CaseRefusal.missing(["a setting that exists: \(Self.known.map(\.name).joined(separator: ", "))"])
        }
        guard setting.allowed.contains(value) else {
            throw CaseRefusal.missing(["a value of \(name): \(setting.allowed.joined(separator: " or "))"])
        }
        try database.write { transaction in
            try AccessPolicy.check(actor, organisation: transaction.organisation)
            guard try transaction.organisation.settings[name] != value else { return }
            _ = try transaction.appendOrganisation([.settingChanged(name: name, value: value)], actor: actor, at: now())
        }
    }
}
