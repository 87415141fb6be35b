import Vocabulary

/// One difference between a system and its baseline.
package struct DriftItem: Hashable, Sendable, Codable {
    package enum Change: String, Hashable, Sendable, Codable, CaseIterable { case added, removed, changed }

    package let kind: BaselineKind
    package let key: String
    package let change: Change
    /// What the baseline says and what was observed; nil where there is nothing.
    package let expected: String?
    package let observed: String?

    /// Whether a system differs like this from day to day: logs grow and packages are updated, but nothing starts, logs on
    /// or listens that did not before, and no program changes.
    var isEveryday: Bool {
        switch kind {
        case .files: !ProgramPath.couldRun(key)
        case .network: change == .changed && Self.program(expected) == Self.program(observed)
        case .packages: change == .changed
        case .autostarts, .accounts, .policy, .indicators: false
        }
    }

    /// The name of the program that serves a listener, without folder, version or arguments.
    private static func program(_ served: String?) -> Substring? {
        served?.split { $0 == "/" || $0 == "\\" }.last?.prefix { $0 != " " && $0 != ":" }
    }
}

/// Differences that are looked past, with the reason: one key, or all keys under a folder where it ends in `/`.
package struct IgnoreRule: Hashable, Sendable, Codable {
    package let kind: BaselineKind
    package let key: String
    package let reason: String

    package init(kind: BaselineKind, key: String, reason: String) {
        self.kind = kind
        self.key = key
        self.reason = reason
    }

    /// Why nobody can have this ignored; nil where it depends on what it hides.
    var problem: String? {
        guard [.files, .network, .packages].contains(kind) else {
            return "\(kind.rawValue) are never ignored: an intruder comes back by them"
        }
        guard key.hasSuffix("/") else { return nil }
        guard kind == .files else { return "folders are ignored of files, not of \(kind.rawValue)" }
        let folders = key.split(separator: "/").filter { !$0.hasSuffix(":") && $0 != "." && $0 != ".." }
        return folders.count < Self.shortestFolder
            ? "\(key) is too much to ignore: name a folder further down" : nil
    }

    /// A folder on an ignore list has at least this many parts, a drive aside: `/var/log/`, not `/var/` or `C:/Windows/`.
    private static let shortestFolder = 2

    func hides(_ item: DriftItem) -> Bool {
        item.kind == kind && (item.key == key || (key.hasSuffix("/") && item.key.hasPrefix(key)))
    }
}

/// The differences between two snapshots of a system.
package struct Drift: Hashable, Sendable {
    /// How many differences are kept in full; the count is always complete.
    package static let keptItems = 1_000
    /// How many differences an ignore list may hide: one that hides more hides a system.
    package static let mostHidden = 1_000

    /// The first ``keptItems`` differences, by kind and key.
    package private(set) var items: [DriftItem] = []
    package private(set) var count = 0
    /// The differences that an ignore rule hides, up to ``mostHidden`` and one more.
    package private(set) var hidden: [DriftItem] = []
    /// Kinds that both snapshots hold something of.
    package private(set) var compared: [BaselineKind] = []

    /// Compares kind by kind.
    ///
    /// A kind that one of the two does not hold, or that both hold nothing of, is not compared: what was not looked at
    /// is not clean. Of ``BaselineKind/indicators`` no baseline is needed: a search that found nothing is clean.
    ///
    /// - Complexity: O(*n* log *n*) in the number of entries.
    package static func between(
        _ baseline: SystemSnapshot, _ observed: SystemSnapshot, ignoring rules: [IgnoreRule]
    ) -> Drift {
        var drift = Drift()
        for kind in BaselineKind.allCases {
            guard let now = observed.kinds[kind] else { continue }
            let then = kind == .indicators ? [:] : baseline.kinds[kind]
            guard let then, kind == .indicators || !(then.isEmpty && now.isEmpty) else { continue }
            drift.compared.append(kind)
            let relevant = rules.filter { $0.kind == kind }
            let exact = Set(relevant.map(\.key))
            let folders = relevant.filter { $0.key.hasSuffix("/") }
            for item in differences(kind, then, now).sorted(by: { $0.key < $1.key }) {
                if exact.contains(item.key) || folders.contains(where: { $0.hides(item) }) {
                    if drift.hidden.count <= mostHidden { drift.hidden.append(item) }
                } else {
                    drift.count += 1
                    if drift.items.count < keptItems { drift.items.append(item) }
                }
            }
        }
        return drift
    }

    private static func differences(
        _ kind: BaselineKind, _ then: [String: String], _ now: [String: String]
    ) -> [DriftItem] {
        var items: [DriftItem] = []
        for (key, value) in then {
            let present = now[key]
            if present == value { continue }
            items.append(
                DriftItem(
                    kind: kind, key: key, change: present == nil ? .removed : .changed, expected: value,
                    observed: present))
        }
        for (key, value) in now where then[key] == nil {
            items.append(DriftItem(kind: kind, key: key, change: .added, expected: nil, observed: value))
        }
        return items
    }
}
