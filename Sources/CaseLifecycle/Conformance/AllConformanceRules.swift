extension ConformanceRule {
    /// Every rule there is, in the order of the process.
    package static let all: [ConformanceRule] = [
        .journal, .mainLine, .declaredAndLed, .scopeBeforeContain, .waitEnded, .containSet, .leftOut, .setApart,
        .newHost,
        .evidenceBeforeEradicate,
        .planBeforeRestore, .assetBeforeRestore, .baselineBeforeResume, .standing, .debtInTime, .lessonsAndReport,
        .temporaryRemoved,
        .notifiedInTime, .twoPersons, .onePerson, .restored, .clock, .thresholds,
    ]
}
