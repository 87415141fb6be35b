import Vocabulary

/// Which of the first two numbers is the day in the dates of one file that are written by the habits of a country.
///
/// One program writes all dates of a file alike, so that a single number above 12 decides how the others are read. What
/// was found is handed from portion to portion; where nothing decides, the habit of the first date holds for the file, and
/// an issue says so. A person can state it for files that do not show it.
struct DateOrder: Sendable {
    /// What a number above 12 showed so far, or in the rest of this portion.
    private var shown: LocalDate.Order?
    /// How dates of the portions before were read while nothing had decided it.
    private var assumed: LocalDate.Order?
    /// How the first date of this portion was read that could be either, and the place of its record.
    private var guess: (order: LocalDate.Order, offset: UInt64)?
    /// The first date of this portion that can only be one, and the place of its record.
    private var proof: (order: LocalDate.Order, offset: UInt64)?
    /// The first date of this portion that can only be the other one.
    private var contradiction: UInt64?

    /// ``shown`` is of this portion.
    private var isCorrected = false

    /// What a person says of files that do not show it.
    private let stated: LocalDate.Order?

    init(stated: TimeAssumptions.DateOrder? = nil) {
        self.stated =
            switch stated {
            case .dayFirst: .dayFirst
            case .monthFirst: .monthFirst
            case nil: nil
            }
    }

    /// What is known of a date that could be either.
    var order: LocalDate.Order? { shown ?? proof?.order ?? guess?.order ?? assumed ?? stated }

    /// Takes note of what a date showed that was read with what is known.
    ///
    /// - Parameter offset: Where its record begins in the file, in bytes.
    mutating func note(_ evidence: LocalDate.Evidence, at offset: UInt64) {
        switch evidence {
        case .ambiguous(let order): if shown == nil, proof == nil, guess == nil { guess = (order, offset) }
        case .proves(let order):
            if proof == nil { proof = (order, offset) }
            if order != shown ?? proof?.order, contradiction == nil { contradiction = offset }
        case .none: break
        }
    }

    /// Reads a portion; once more where dates were read before a later one showed that they are of the other order.
    ///
    /// - Parameters:
    ///   - start: Where the portion begins in the file, in bytes.
    ///   - read: Reads with what is known, and adds what it finds.
    func parse(at start: UInt64, _ read: (inout DateOrder) -> ParsedPortion) -> ParsedPortion {
        var dates = self
        var parsed = read(&dates)
        if shown == nil, let guess = dates.guess, let proof = dates.proof, guess.order != proof.order {
            var known = self
            known.isCorrected = true
            known.shown = proof.order
            dates = known
            parsed = read(&dates)
        }
        let issues = dates.issues(isFirst: start == 0)
        guard !issues.isEmpty else { return parsed }
        return ParsedPortion(
            batch: parsed.batch, issues: (parsed.issues + issues).sorted { $0.offset < $1.offset },
            account: parsed.account)
    }

    /// What holds behind this portion.
    var following: DateOrder {
        var order = self
        (order.guess, order.proof, order.contradiction, order.isCorrected) = (nil, nil, nil, false)
        order.shown = shown ?? proof?.order
        order.assumed = assumed ?? guess?.order
        return order
    }

    /// Whether the file has dates of which this must be known, and nothing has decided it.
    var isOpen: Bool { shown == nil && assumed != nil }

    /// What is to be said of the dates of this portion.
    ///
    /// - Parameter isFirst: No portion was read before.
    private func issues(isFirst: Bool) -> [ParseIssue] {
        var issues: [ParseIssue] = []
        if shown == nil, proof == nil, let guess {
            issues.append(
                ParseIssue(
                    .badTime, offset: guess.offset,
                    "dates that could be either are read as \(guess.order.words)\(stated == nil ? "" : ", as stated"): "
                        + "none so far shows which"))
        }
        if !isFirst, shown == nil || isCorrected, let assumed, let proof, proof.order != assumed {
            issues.append(
                ParseIssue(
                    .badTime, offset: proof.offset,
                    "dates are \(proof.order.words), as this one shows; those before were read as \(assumed.words)"))
        }
        if let contradiction, let order {
            issues.append(
                ParseIssue(
                    .badTime, offset: contradiction,
                    "a date can only be of the other order; those that could be either are read as \(order.words)"))
        }
        return issues
    }
}

extension LocalDate.Order {
    fileprivate var words: String {
        switch self {
        case .monthFirst: "month first"
        case .dayFirst: "day first"
        }
    }
}
