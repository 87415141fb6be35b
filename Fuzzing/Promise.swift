/// Stops the run where a promise of the code is broken. Unlike `precondition`, says in an optimised build which one.
func promise(_ holds: Bool, _ text: String) {
    if !holds { fatalError("broken promise: \(text)") }
}
