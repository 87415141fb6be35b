package import Vocabulary

/// A made-up company for some days, with an intrusion or without one: the evidence that was kept of it, and the truth.
///
///     let exercise = Exercise(ExercisePlan(seed: 7, hosts: 30, days: 5), start: monday)
///     for file in exercise.files { write(file.bytes, to: folder + file.name) }
///
/// Administrators, deployment, a vulnerability scanner, the help desk, backup and people at home do all day what an
/// intruder does, too, and leave the same records. All names and addresses are of ranges reserved for examples or for
/// private networks. The same plan and start give the same bytes.
package struct Exercise: Sendable {
    /// Event logs, JSON lines of forwarders, authentication logs of Linux, and the connections a sensor saw.
    package let files: [SampleFile]
    /// Empty of hosts where nothing happened. It is never shown to what is measured.
    package let truth: Truth

    /// - Parameter start: When the logs begin, seven in the morning of a workday.
    package init(_ plan: ExercisePlan, start: Timestamp) {
        var archive = ExerciseArchive(plan)
        var stage = ExerciseStage(plan, start: start)
        archive.setClocks(of: &stage)
        var life = ExerciseLife(plan, stage: stage)
        life.play()
        guard plan.hasIntrusion else {
            archive.add(life.stage, clearings: [:])
            (files, truth) = (archive.files, Truth())
            return
        }
        var intrusion = ExerciseIntrusion(plan, stage: life.stage)
        intrusion.play()
        archive.add(intrusion.stage, clearings: intrusion.clearings)
        files = archive.files
        truth = archive.proving(intrusion.truth)
    }
}
