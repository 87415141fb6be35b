import Vocabulary

extension Case {
    /// Who acts, as the roster has it now; an event only where the case does not hold just that.
    func signature(in context: DecisionContext) -> [CaseEvent] {
        details(of: context.actor, unknown: [:], in: context).map {
            [.custody(event: .handlerRecorded(handler: context.actor, details: $0))]
        } ?? []
    }

    func sign(
        _ name: String?, unknown: [HandlerField: String], in context: DecisionContext
    ) throws(CaseRefusal) -> [CaseEvent] {
        for (field, reason) in unknown where !Text.answers(reason) {
            throw .missing(["why the \(field.rawValue) cannot be had: --unknown \(field.rawValue)=REASON"])
        }
        let handlers = try principals(of: name, in: context)
        return handlers.compactMap { handler in
            details(of: handler, unknown: unknown, in: context).map {
                .custody(event: .handlerRecorded(handler: handler, details: $0))
            }
        }
    }

    /// The accounts under which a person handled evidence of this case.
    private func principals(of name: String?, in context: DecisionContext) throws(CaseRefusal) -> [Principal] {
        guard let name, name != context.organisation.name(of: context.actor) else { return [context.actor] }
        try context.require([.lead, .deputy], for: "recording who somebody else is")
        let actors = Set(custody.items.values.flatMap { $0.handlings.map(\.stamp.actor) })
        let found = actors.filter { context.organisation.name(of: $0) == name }
        guard !found.isEmpty else { throw .unknownItem("handler \(name)") }
        return found.sorted { $0.description < $1.description }
    }

    /// What is to be recorded of a handler; nil where there is nothing new.
    private func details(
        of handler: Principal, unknown: [HandlerField: String], in context: DecisionContext
    ) -> HandlerDetails? {
        let person = context.organisation.person(of: handler)
        let former = custody.handlers[handler]?.last
        func stated(_ field: HandlerField, _ text: String?) -> Stated? {
            if let text, Text.says(text) { return .known(values: [text]) }
            if let reason = unknown[field] { return .unknown(reason: reason) }
            if case .unknown = former?[field] { return former?[field] }
            return person.flatMap { $0.kind == .human ? nil : .unknown(reason: "a \($0.kind.rawValue) account") }
        }
        let details = HandlerDetails(
            name: stated(.name, person?.name), title: stated(.title, person?.title),
            phone: stated(.phone, person?.phone))
        return details == former || details == HandlerDetails() ? nil : details
    }
}
