/// The reference net: which activity leads from which place to which.
///
/// The activities follow each other in the order of ``Activity``, with one freedom: evidence may be preserved until
/// eradication begins, so before containment or after it. From any place behind containment the net may be entered anew
/// (new evidence, a new host, containment or eradication that failed, a plan made again), which is no deviation.
enum ReferenceNet {
    struct Transition {
        let from: Int
        let activity: Activity
        let to: Int
    }

    /// Places are numbered by the activities done; this one has containment and lacks evidence.
    static let withoutEvidence = Activity.allCases.count + 1
    static let places = withoutEvidence + 1
    static let end = Activity.allCases.count

    static let transitions: [Transition] =
        Activity.allCases.map { Transition(from: $0.place, activity: $0, to: $0.place + 1) } + [
            Transition(from: Activity.preserveEvidence.place, activity: .contain, to: withoutEvidence),
            Transition(from: withoutEvidence, activity: .preserveEvidence, to: Activity.contain.place + 1),
        ]

    /// From where to where one may go back.
    static let returns: [(from: Int, to: Int)] =
        [Activity.scopeComplete, .contain, .eradicate, .recoverPlan].flatMap { entry in
            ((Activity.contain.place + 1)...end).filter { $0 > entry.place }.map { (from: $0, to: entry.place) }
        } + [Activity.scopeComplete, .preserveEvidence].map { (from: withoutEvidence, to: $0.place) }

    /// How many activities lead to a place at the least.
    static func distance(to place: Int) -> Int {
        place == withoutEvidence ? Activity.contain.place : place
    }
}
