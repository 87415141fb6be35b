package import Vocabulary

/// Something that somebody is to do on a case.
package struct CaseTask: Hashable, Sendable, Codable {
    package let id: TaskID
    package let text: String
    package internal(set) var owner: String
    package let due: Timestamp
    package let opened: Stamp
    /// What came of it; nil while it is open. A task is never closed by anything but its own act.
    package internal(set) var done: Done?

    package struct Done: Hashable, Sendable, Codable {
        package let outcome: String
        package let stamp: Stamp
    }
}

/// What a person wrote down about the work, with its kind: an opinion is a note, never one of these.
package struct LogEntry: Hashable, Sendable, Codable {
    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case fact, action, decision, communication
    }

    package let kind: Kind
    package let text: String
    /// When it happened; nil where that is when it was entered.
    package let happenedAt: Timestamp?
    /// With whom, for a communication.
    package let parties: [String]

    package init(kind: Kind, text: String, happenedAt: Timestamp?, parties: [String]) {
        self.kind = kind
        self.text = text
        self.happenedAt = happenedAt
        self.parties = parties
    }
}

/// The tasks and log entries of a case.
package struct TaskBook: Hashable, Sendable, Codable {
    package private(set) var tasks: [TaskID: CaseTask] = [:]
    package private(set) var entries: [LogEntry] = []

    package var openTasks: [CaseTask] { tasks.values.filter { $0.done == nil }.sorted { $0.id < $1.id } }

    mutating func apply(_ event: TaskEvent, _ stamp: Stamp) {
        switch event {
        case .opened(let id, let text, let owner, let due):
            tasks[id] = CaseTask(id: id, text: text, owner: owner, due: due, opened: stamp)
        case .reassigned(let id, let owner): tasks[id]?.owner = owner
        case .done(let id, let outcome): tasks[id]?.done = CaseTask.Done(outcome: outcome, stamp: stamp)
        case .entryAdded(let entry): entries.append(entry)
        }
    }
}

package enum TaskEvent: Hashable, Sendable, Codable {
    case opened(id: TaskID, text: String, owner: String, due: Timestamp)
    /// Somebody else took the task over, with a hand-over that was accepted.
    case reassigned(id: TaskID, owner: String)
    case done(id: TaskID, outcome: String)
    case entryAdded(entry: LogEntry)
}

package enum TaskCommand: Sendable {
    case open(text: String, owner: String, due: Timestamp)
    case finish(TaskID, outcome: String)
    case log(LogEntry)
}

extension Case {
    func decide(_ command: TaskCommand, in context: DecisionContext) throws(CaseRefusal) -> [CaseEvent] {
        switch command {
        case .open(let text, let owner, let due):
            let owner = try context.organisation.active(owner, as: "the owner of the task").name
            try context.requireDue(due, "a task")
            let id = TaskID(number: tasks.tasks.count + 1)
            return [
                .task(
                    event: .opened(id: id, text: try Text.answer(text, "what is to be done"), owner: owner, due: due))
            ]
        case .finish(let id, let outcome):
            guard let task = tasks.tasks[id] else { throw .unknownItem("task \(id)") }
            guard task.done == nil else { throw .impossible("task \(id) is done already") }
            return [.task(event: .done(id: id, outcome: try Text.answer(outcome, "what came of it")))]
        case .log(let entry):
            _ = try Text.answer(entry.text, "what is recorded")
            if let moment = entry.happenedAt { try context.requireHappened(moment, "what is recorded") }
            if entry.kind == .communication, !entry.parties.contains(where: Text.says) {
                throw .missing(["with whom: a communication names its parties"])
            }
            return [.task(event: .entryAdded(entry: entry))]
        }
    }
}
