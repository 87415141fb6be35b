import Vocabulary

/// A draft or a contact while it is weighed: of nearly all of them nothing else is ever needed.
struct Step {
    /// Place among the drafts, or among the contacts.
    let place: UInt32
    let isContact: Bool
    let isFromOutside: Bool
    let hasExecution: Bool
    /// What people do all day, and nothing grave near it.
    let isEverydays: Bool
    /// By an account that usually comes from another computer.
    let isUnusual: Bool
    /// One of many that the same hand did in evidence too short for habits.
    let isRound: Bool
    let method: MovementMethod
    let time: Timestamp
    /// Names of both ends.
    let from: UInt32
    let to: UInt32
    let account: UInt32
    var confidence: Double
}
