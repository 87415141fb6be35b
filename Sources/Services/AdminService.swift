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

    /// A setting of the store or a threshold of its gates, with the value that holds.
    package struct Setting: Sendable {
        package let name: String
        package let value: String
        package let meaning: String
    }

    let database: CaseDatabase
    let vault: EvidenceVault
    let search: SearchService
    let actor: Principal
    let now: @Sendable () -> Timestamp

    package init(
        database: CaseDatabase, vault: EvidenceVault, search: SearchService, actor: Principal,
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.database = database
        self.vault = vault
        self.search = search
        self.actor = actor
        self.now = now
    }

    /// Makes the read models anew from the journal, and throws snapshots away.
    package func rebuild() throws { try database.rebuild() }

    /// Examines journal, read models, evidence and the home itself. A fault is a result, not an error: each check is made,
    /// whatever the others found.
    package func examine() throws -> [HealthCheck] {
        [
            try check("journal") {
                let journal = try JournalService(database: database).verify(head: nil)
                return (journal.fault == nil ? [] : [journal.text], sound: journal.text)
            },
            try check("read models") {
                let differing = try database.differingReadModels()
                return (
                    differing.isEmpty ? [] : ["differ: \(differing.joined(separator: ", ")): cordon admin rebuild"],
                    sound: "equal to the journal"
                )
            },
            try check("snapshots") {
                let differing = try database.differingSnapshots().map(\.description)
                return (
                    differing.isEmpty ? [] : ["differ: \(differing.joined(separator: ", ")): cordon admin rebuild"],
                    sound: "equal to the journal"
                )
            },
            try check("evidence") {
                let checks = try EvidenceService(database: database, vault: vault).verify(nil)
                let changed = checks.filter { $0.problem != nil }.map { "changed or missing: \($0.evidence.id)" }
                // A file reaches the vault before its event reaches the journal, so a run that was ended can leave some
                // behind. They are no damage, and adding the same evidence again takes them up.
                let stray = try vault.strayFiles(known: Set(checks.map(\.evidence.id)))
                    .map { "held for no case, left by a run that was ended: \($0)" }
                return (
                    changed.isEmpty ? [] : changed + stray,
                    sound: (["\(checks.count { !$0.isDestroyed }) files as sealed"] + stray).joined(separator: "; ")
                )
            },
            try check("index") {
                let (faults, leftOut) = try search.faults()
                return (
                    faults.isEmpty ? [] : faults + leftOut,
                    sound: leftOut.isEmpty
                        ? "every record that was read can be searched" : leftOut.joined(separator: "; ")
                )
            },
            try check("home") {
                let problems = try database.homeProblems() + vault.permissionProblems()
                return (
                    problems.map { "\(words($0.kind)): \($0.path)" }, sound: "key and permissions as they should be"
                )
            },
        ]
    }

    private func words(_ kind: HomeProblem.Kind) -> String {
        switch kind {
        case .keyMissing: "no key of the store, without which nothing can be appended or exported"
        case .wrongKey: "not the key of this store"
        case .keyReadableByOthers: "others can read the key, and sign in the name of the store"
        case .homeWritableByOthers: "others can put files here or take them away"
        case .evidencePermissions: "held evidence that can be written to, or read by others"
        }
    }

    /// Makes one check; what storage cannot even read is a fault of what is checked.
    private func check(_ name: String, _ examine: () throws -> (faults: [String], sound: String)) throws -> HealthCheck
    {
        do {
            let (faults, sound) = try examine()
            return HealthCheck(
                name: name, isHealthy: faults.isEmpty, detail: faults.isEmpty ? sound : faults.joined(separator: "; "))
        } catch let error as StorageError {
            return HealthCheck(
                name: name, isHealthy: false, detail: "\(error.subject): \(error.words)")
        } catch is CaseRefusal {
            return HealthCheck(name: name, isHealthy: false, detail: "a case that is listed cannot be read")
        }
    }

    /// Every setting with the value that holds.
    package func settings() throws -> [Setting] {
        let organisation = try database.organisation()
        return StoreSetting.all.map {
            Setting(name: $0.name, value: organisation.value(of: $0), meaning: $0.meaning)
        }
    }

    /// Every threshold of the gates with the value that holds for cases that are declared from now on.
    package func thresholds() throws -> [Setting] {
        let policy = try database.organisation().policy
        return Policy.numbers.map { number in
            let range = Policy.range(of: number.name)
            return Setting(
                name: number.name, value: "\(policy[keyPath: number.path])",
                meaning: "\(number.meaning) (\(range.lowerBound) to \(range.upperBound))")
        }
    }

    /// Changes a setting or a threshold; the change is an event of the organisation.
    ///
    /// - Throws: ``CaseRefusal`` for an unknown name or value, naming those there are, and for somebody who is no
    ///   administrator.
    package func change(_ name: String, to value: String) throws {
        let command: OrganisationCommand
        if Policy.numbers.contains(where: { $0.name == name }) {
            guard let number = Int(value) else { throw CaseRefusal.missing(["a whole number for \(name)"]) }
            command = .changePolicy(name: name, value: number)
        } else if !StoreSetting.all.contains(where: { $0.name == name }) {
            let known = StoreSetting.all.map(\.name) + Policy.numbers.map(\.name)
            throw CaseRefusal.missing(["a setting or threshold that exists: \(known.joined(separator: ", "))"])
        } else {
            command = .changeSetting(name: name, value: value)
        }
        _ = try OrganisationService(database: database, actor: actor, now: now).run([command])
    }
}
