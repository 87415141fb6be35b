import Vocabulary

extension Case {
    /// Whether a log that a system wrote has records of the time of the intrusion, from the first compromise that is known
    /// to the last movement. True where neither the time nor who wrote a log is known.
    func hasLogOfIntrusion(from system: String) -> Bool {
        guard let first = earliestCompromise else { return true }
        let last = max(first, scope.movements.map(\.time).max() ?? first)
        var isUntold = false
        for file in evidence {
            for reading in readings(of: file.id) where reading.records > 0 {
                guard let writers = reading.writers, let account = reading.account else {
                    isUntold = true
                    continue
                }
                if let begin = account.first, let end = account.last, begin <= last, end >= first,
                    writers.contains(where: { isNamed($0.host, system) })
                {
                    return true
                }
            }
        }
        return isUntold
    }
}
