extension Case {
    /// The refusal of what is done in another state, with the command that takes the case towards that.
    ///
    /// - Parameter what: The state in words, such as `a case in recovery`.
    func refusal(needing what: String, in needed: CaseState) -> CaseRefusal {
        .wrongState(state, needs: "\(what): \(way(to: needed))")
    }

    private func way(to needed: CaseState) -> String {
        if state == .closed { return "cordon case reopen \(id) --reason TEXT" }
        if state > needed { return "cordon case return \(id) --to \(needed.rawValue) --reason TEXT" }
        return state == .signal ? "cordon case declare \(id) --criterion TEXT" : "cordon case advance \(id)"
    }
}
