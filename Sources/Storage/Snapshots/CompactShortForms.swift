import CaseLifecycle
import Vocabulary

// What a case holds ten thousands of, written and read side by side here and not as the journal has it, which takes
// several times as long. Every member must be in both: a test compares what it can set.

extension CompactWriter {
    /// False for what has no short form.
    func appendInShort(_ value: some Encodable) -> Bool {
        switch value {
        case let moment as Timestamp:
            append(CompactForm.moment)
            append(plain: UInt64(clamping: moment.ticks))
        case let target as Target:
            append(target.kind == .system ? CompactForm.system : .account)
            append(name: target.name)
        case let stamp as Stamp:
            append(CompactForm.stamp)
            append(members: stamp)
        case let reference as EvidenceReference: append(reference)
        case let assessment as SystemAssessment: append(assessment)
        case let finding as Finding: append(finding)
        case let action as PlanAction: append(action)
        default: return false
        }
        return true
    }

    private func append(_ reference: EvidenceReference) {
        append(CompactForm.reference)
        append(name: reference.evidence.hex)
        append(plain: UInt64(clamping: reference.record))
    }

    private func append(_ assessment: SystemAssessment) {
        let depth = depth
        begin(.row)
        append(name: assessment.name)
        append(name: assessment.presence.rawValue)
        append(names: assessment.aliases)
        append(names: assessment.addresses)
        append(signed: assessment.records)
        append(signed: assessment.mentions)
        append(name: assessment.verdict.rawValue)
        append(bits: assessment.confidence)
        append(optional: assessment.firstCompromise)
        append(optional: assessment.reachedFrom)
        append(optional: assessment.method)
        for reference in assessment.evidence { append(reference) }
        close(to: depth)
    }

    private func append(_ finding: Finding) {
        let depth = depth
        begin(.row)
        let (sighting, rule) = (finding.sighting, finding.sighting.rule)
        append(signed: finding.id.number)
        append(name: rule.id)
        append(name: rule.title)
        append(name: rule.level.rawValue)
        append(names: rule.tags)
        append(name: rule.source)
        append(name: sighting.host)
        append(signed: sighting.count)
        append(optional: sighting.first)
        append(optional: sighting.last)
        for reference in sighting.evidence { append(reference) }
        close(to: depth)
    }

    private func append(_ action: PlanAction) {
        let depth = depth
        begin(.row)
        append(signed: action.number)
        append(name: action.kind.rawValue)
        append(optional: action.target?.kind.rawValue)
        append(name: action.target?.name ?? "")
        append(optional: action.address)
        append(name: action.text)
        append(name: action.owner)
        append(name: action.precondition)
        append(name: action.verification)
        append(name: action.rollback)
        append(plain: action.isSaidToDestroyTraces ? 1 : 0)
        for result in action.results {
            append(name: result.outcome.rawValue)
            append(name: result.observed)
            append(members: result.stamp)
            append(optional: result.happenedAt)
        }
        close(to: depth)
    }

    private func append(members stamp: Stamp) {
        append(plain: UInt64(clamping: stamp.time.ticks))
        append(name: stamp.actor.account)
        append(optional: stamp.actor.actingAs)
    }

    private func append(names: [String]) {
        append(plain: UInt64(names.count))
        for name in names { append(name: name) }
    }

    /// One more than the place of a text; zero for none.
    private func append(optional text: String?) { append(plain: text.map { UInt64(place(of: $0)) + 1 } ?? 0) }

    /// One more than the ticks; zero for none.
    private func append(optional moment: Timestamp?) {
        append(plain: moment.map { UInt64(clamping: $0.ticks) + 1 } ?? 0)
    }
}

extension CompactReader {
    /// Nil for a type that has no short form.
    func valueInShort<Value>(_ type: Value.Type) throws -> Value? {
        if Value.self == Timestamp.self { return try moment() as? Value }
        if Value.self == Target.self { return try target() as? Value }
        if Value.self == Stamp.self { return try stamp() as? Value }
        if Value.self == [String].self { return try list(of: text) as? Value }
        if Value.self == EvidenceReference.self { return try reference() as? Value }
        if Value.self == [EvidenceReference].self { return try list(of: reference) as? Value }
        if Value.self == [SystemAssessment].self { return try list(of: assessment) as? Value }
        if Value.self == SystemAssessment.self { return try assessment() as? Value }
        if Value.self == [Finding].self { return try list(of: finding) as? Value }
        if Value.self == Finding.self { return try finding() as? Value }
        if Value.self == [PlanAction].self { return try list(of: action) as? Value }
        if Value.self == PlanAction.self { return try action() as? Value }
        return nil
    }

    private func list<Element>(of element: () throws -> Element) throws -> [Element] {
        try elements(until: try open(.list).upperBound, element)
    }

    private func elements<Element>(until end: Int, _ element: () throws -> Element) throws -> [Element] {
        var list: [Element] = []
        while offset < end { list.append(try element()) }
        guard offset == end else { throw CompactFormDamage() }
        return list
    }

    private func moment() throws -> Timestamp {
        try take(.moment)
        return try moment(ticks: plain())
    }

    private func moment(ticks: Int) throws -> Timestamp {
        guard let moment = Timestamp(ticks: Int64(ticks)) else { throw CompactFormDamage() }
        return moment
    }

    private func target() throws -> Target {
        let form = try mark()
        guard form == .system || form == .account else { throw CompactFormDamage() }
        try take(form)
        return form == .system ? .system(try name()) : .account(try name())
    }

    private func stamp() throws -> Stamp {
        try take(.stamp)
        return try membersOfStamp()
    }

    private func membersOfStamp() throws -> Stamp {
        let time = try moment(ticks: plain())
        let account = try name()
        return Stamp(time: time, actor: Principal(account: account, actingAs: try optionalName()))
    }

    private func reference() throws -> EvidenceReference {
        try take(.reference)
        guard let evidence = EvidenceID(hex: try name()) else { throw CompactFormDamage() }
        return EvidenceReference(evidence: evidence, record: try plain())
    }

    private func assessment() throws -> SystemAssessment {
        let end = try open(.row).upperBound
        let name = try name()
        var system = SystemAssessment(name: name, presence: try choice())
        system.aliases = try names()
        system.addresses = try names()
        system.records = try signed()
        system.mentions = try signed()
        system.verdict = try choice()
        system.confidence = try bits()
        system.firstCompromise = try optionalMoment()
        system.reachedFrom = try optionalName()
        system.method = try optionalName()
        system.evidence = try elements(until: end, reference)
        return system
    }

    private func finding() throws -> Finding {
        let end = try open(.row).upperBound
        let id = FindingID(number: try signed())
        let rule = RuleSummary(
            id: try name(), title: try name(), level: try choice(), tags: try names(), source: try name())
        return Finding(
            id: id,
            sighting: FindingSighting(
                rule: rule, host: try name(), count: try signed(), first: try optionalMoment(),
                last: try optionalMoment(), evidence: try elements(until: end, reference)))
    }

    private func action() throws -> PlanAction {
        let end = try open(.row).upperBound
        let number: Int = try signed()
        let kind: PlanAction.Kind = try choice()
        let targetKind = try optionalName()
        let targetName = try name()
        let target = try targetKind.map { word in
            guard let kind = Target.Kind(rawValue: word) else { throw CompactFormDamage() }
            return kind == .system ? Target.system(targetName) : .account(targetName)
        }
        return PlanAction(
            number: number, kind: kind, target: target, address: try optionalName(), text: try name(),
            owner: try name(), precondition: try name(), verification: try name(), rollback: try name(),
            destroysTraces: try plain() != 0, results: try elements(until: end, result))
    }

    private func result() throws -> ActionResult {
        ActionResult(
            outcome: try choice(), observed: try name(), stamp: try membersOfStamp(),
            happenedAt: try optionalMoment())
    }

    private func choice<Value: RawRepresentable<String>>() throws -> Value {
        guard let value = Value(rawValue: try name()) else { throw CompactFormDamage() }
        return value
    }

    private func names() throws -> [String] {
        var names: [String] = []
        // However many are promised, each takes a byte at least, so that the end comes first.
        for _ in 0..<(try plain()) { names.append(try name()) }
        return names
    }

    private func optionalMoment() throws -> Timestamp? {
        let ticks = try plain()
        return ticks == 0 ? nil : try moment(ticks: ticks - 1)
    }

    private func optionalName() throws -> String? {
        let place = try plain()
        return place == 0 ? nil : try name(at: place - 1)
    }
}
