package import Vocabulary

/// A made-up intrusion that goes from host to host, with the evidence of ten hosts at hand and that of one more to come.
///
///     let spread = SpreadIntrusion(seed: 1, start: monday)
///     for file in spread.files { write(file.bytes, to: folder + file.name) }
///
/// A workstation falls to a document; with stolen accounts the intruder goes on to nine more hosts by services, WMI,
/// WinRM, a remote desktop and tasks, and from the backup server to an archive whose logs nobody forwards. Two hosts
/// are named in the evidence and are innocent. All names and addresses are of ranges reserved for examples. The same
/// seed and start give the same bytes.
package struct SpreadIntrusion: Sendable {
    /// Below `first/` what is at hand at once, below `later/` what comes when the scope is already known. Workstations
    /// and the archive as EVTX, servers as JSON lines of their forwarder.
    package let files: [SampleFile]
    /// Of all eleven hosts.
    package let truth: Truth
    /// The host whose evidence comes later. The first evidence does not name it.
    package let laterHost: String
    /// Hosts that the first evidence names and that the intruder never touched.
    package let innocentHosts: [String]

    /// - Parameters:
    ///   - seed: Decides all that may vary: identifiers, hashes, ports, exact times, who visits which share.
    ///   - start: When the logs begin, seven in the morning of a workday; they run for 14 hours.
    package init(seed: UInt64, start: Timestamp) {
        var life = SpreadLife(stage: SpreadStage(seed: seed, start: start))
        let desk = life.play()
        var story = SpreadStory(stage: life.stage, desk: desk)
        story.play()
        var archive = EvidenceArchive()
        for place in SpreadPlace.allCases where place != .archive {
            if place.isWorkstation {
                archive.addLogs(of: story.stage[place], in: "first/")
            } else {
                archive.addForwardedLogs(of: story.stage[place], in: "first/")
            }
        }
        archive.addLogs(of: story.stage[.archive], in: "later/")
        files = archive.files
        var truth = story.truth
        truth.steps = archive.proving(truth.steps)
        self.truth = truth
        laterHost = SpreadPlace.archive.name
        innocentHosts = [story.stage.world.jumpHost.name, story.stage.world.printServer.name]
    }
}
