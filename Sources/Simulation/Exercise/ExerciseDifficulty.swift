/// How much an intruder gives away, and how much of it was recorded and kept.
package enum ExerciseDifficulty: String, CaseIterable, Sendable {
    /// A noisy intruder, and all logs of all hosts.
    case easy
    /// Half of what the intruder does trips a rule; some logs are missing, cleared or short.
    case normal
    /// A careful intruder; a third of the evidence is gone or damaged.
    case hard
    /// An intruder who uses what is there, seen by little more than logons.
    case blind

    /// Fixed and written out, so that a figure that names a difficulty can be measured again. All numbers are judgement
    /// unless said otherwise.
    struct Parameters {
        /// Chance, in percent, that an act of the intruder is one that rules know.
        let loud: Int
        /// Of each host, in percent: no logs at all.
        let missing: Int
        /// No Sysmon.
        let withoutSysmon: Int
        /// The Security log alone.
        let onlySecurity: Int
        /// The oldest part of the Security log overwritten.
        let rolled: Int
        /// A clock that is wrong by one minute to one hour; all others are right to two seconds.
        let wrongClock: Int
        /// Linux hosts that write local time without saying so.
        let localTime: Int
        /// Of each host the intruder holds, in percent: the Security log cleared there.
        let cleared: Int
        /// Innocent hosts, in percent, where something trips a grave rule.
        let falseAlarm: Int
    }

    var parameters: Parameters {
        switch self {
        case .easy:
            Parameters(
                loud: 90, missing: 0, withoutSysmon: 0, onlySecurity: 0, rolled: 0, wrongClock: 0, localTime: 0,
                cleared: 0, falseAlarm: 0)
        case .normal:
            Parameters(
                loud: 55, missing: 9, withoutSysmon: 20, onlySecurity: 6, rolled: 8, wrongClock: 2, localTime: 5,
                cleared: 15, falseAlarm: 1)
        case .hard:
            Parameters(
                loud: 30, missing: 12, withoutSysmon: 50, onlySecurity: 15, rolled: 15, wrongClock: 6, localTime: 20,
                cleared: 20, falseAlarm: 3)
        case .blind:
            Parameters(
                loud: 10, missing: 25, withoutSysmon: 85, onlySecurity: 40, rolled: 30, wrongClock: 10, localTime: 40,
                cleared: 30, falseAlarm: 3)
        }
    }
}
