package import Vocabulary

/// A file of a simulation, for the caller to write.
package struct SampleFile: Hashable, Sendable {
    /// Its path below the sample's folder, with `/`: `FS-01/Security.evtx`.
    package let name: String
    package let bytes: [UInt8]
}

/// A small made-up intrusion into a made-up company, with the evidence it left on three hosts and the truth about it.
///
///     let sample = SampleIntrusion(seed: 1, start: monday)
///     for file in sample.files { write(file.bytes, to: folder + file.name) }
///
/// A workstation falls to a macro document, the file server to stolen credentials, the domain controller to others
/// found there; data is taken, the directory copied, and the controller's Security log cleared, which is why its logs come
/// from a forwarder, beside what was left on its disk. All names and addresses are of ranges reserved for examples.
/// The same seed and start give the same bytes.
package struct SampleIntrusion: Sendable {
    /// EVTX of the workstation, the file server and what is left on the controller; JSON lines of its forwarder.
    package let files: [SampleFile]
    package let truth: Truth

    /// - Parameters:
    ///   - seed: Decides all that may vary: identifiers, hashes, ports, exact times, who visits which share.
    ///   - start: When the logs begin, six in the morning of a workday; they run for 48 hours.
    package init(seed: UInt64, start: Timestamp) {
        var life = OrdinaryLife(stage: Stage(world: World(seed: seed), seed: seed, start: start))
        let desk = life.play()
        var story = IntrusionStory(stage: life.stage, desk: desk)
        story.play()
        var archive = EvidenceArchive()
        archive.addLogs(of: story.stage.workstation)
        archive.addLogs(of: story.stage.fileServer)
        archive.addForwardedLogs(of: story.stage.controller)
        archive.addClearedSecurityLog(of: story.stage.controller)
        var truth = story.truth
        truth.steps = archive.proving(truth.steps)
        files = archive.files
        self.truth = truth
    }
}
