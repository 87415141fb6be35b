package import Vocabulary

/// What really happened in a simulated intrusion: the answer sheet. It is never shown to what is being measured.
package struct Truth: Hashable, Sendable {
    /// In the order in which they fell.
    package var hosts: [Host] = []
    /// Nil where no host was compromised.
    package var patientZero: PatientZero?
    package var accounts: [Account] = []
    /// In the order of time.
    package var movements: [Movement] = []
    /// Names and addresses outside the company that its hosts were steered from.
    package var commandAndControl: [String] = []
    /// Names and addresses outside the company that its data went to.
    package var exfiltration: [String] = []
    package var tools: [Tool] = []
    /// What was done, in order, with the records that tell of it.
    package var steps: [Step] = []
    /// Whether the evidence that was kept shows the way in and every movement, by a record that names both ends.
    package var showsWholePath = true

    /// All techniques used, in the order of their first use.
    package var techniques: [TechniqueID] {
        steps.reduce(into: []) { found, step in found += step.techniques.filter { !found.contains($0) } }
    }

    package struct Host: Hashable, Sendable {
        package let name: String
        package let address: String
        package let firstCompromise: Timestamp
        /// The host the intruder came from; nil for patient zero.
        package let reachedFrom: String?
        package let method: String
    }

    package struct PatientZero: Hashable, Sendable {
        package let host: String
        package let technique: TechniqueID
        /// What the intruder came in by.
        package let entry: String
        package let time: Timestamp
    }

    package struct Account: Hashable, Sendable {
        package enum Status: String, Hashable, Sendable {
            /// The intruder acted in its name.
            case used
            case created
        }

        /// With its domain, `CORP\jmoreau`.
        package let name: String
        package let status: Status
    }

    package struct Movement: Hashable, Sendable {
        package let time: Timestamp
        package let from: String
        package let to: String
        package let account: String
        package let method: String
        package let technique: TechniqueID
        /// The name of the step whose records prove it.
        package let step: String
        /// Whether a record was kept that names both ends.
        package internal(set) var isShown = true
    }

    package struct Tool: Hashable, Sendable {
        package let path: String
        package let hosts: [String]
        package let hashes: FileHashes
    }

    package struct Step: Hashable, Sendable {
        package let name: String
        package let techniques: [TechniqueID]
        package internal(set) var records: [RecordPlace] = []
    }

    /// Where a record stands in the files of the simulation.
    package struct RecordPlace: Hashable, Sendable {
        package let file: String
        /// From 0, in the order of the file.
        package let ordinal: Int
    }
}
