package import Foundation
package import Simulation
package import Vocabulary

/// The truth about an exercise as it is written beside its evidence: `truth/truth.json`.
package struct ExerciseAnswers: Hashable, Sendable, Codable {
    package struct Host: Hashable, Sendable, Codable {
        package let name: String
        package let ip: String
        package let firstCompromise: Timestamp
        package let reachedFrom: String?
        package let method: String
    }

    package struct PatientZero: Hashable, Sendable, Codable {
        package let host: String
        package let technique: String
        package let entry: String
        package let time: Timestamp
    }

    package struct Account: Hashable, Sendable, Codable {
        package let name: String
        package let state: String
    }

    package struct Movement: Hashable, Sendable, Codable {
        package let t: Timestamp
        package let src: String
        package let dst: String
        package let account: String
        package let method: String
        package let technique: String
        package let step: String
        /// Whether a record was kept that names both ends.
        package let shown: Bool
    }

    /// What was done, with the records that tell of it, each as `file#place`, counted from 0.
    package struct Step: Hashable, Sendable, Codable {
        package let name: String
        package let techniques: [String]
        package let records: [String]
    }

    package let schema: String
    package let seed: UInt64
    package let difficulty: String
    package let profile: String
    package let hosts: [Host]
    package let patientZero: PatientZero?
    package let accounts: [Account]
    package let movements: [Movement]
    package let c2: [String]
    package let exfil: [String]
    package let tools: [String]
    package let techniques: [String]
    package let steps: [Step]
    /// Whether the evidence that was kept shows the way in and every movement.
    package let showsWholePath: Bool

    package init(_ truth: Truth, of plan: ExercisePlan) {
        schema = "scope-groundtruth/1"
        seed = plan.seed
        difficulty = plan.difficulty.rawValue
        profile = plan.profile.rawValue
        hosts = truth.hosts.map {
            Host(
                name: $0.name, ip: $0.address, firstCompromise: $0.firstCompromise, reachedFrom: $0.reachedFrom,
                method: $0.method)
        }
        patientZero = truth.patientZero.map {
            PatientZero(host: $0.host, technique: $0.technique.text, entry: $0.entry, time: $0.time)
        }
        accounts = truth.accounts.map { Account(name: $0.name, state: $0.status.rawValue) }
        movements = truth.movements.map {
            Movement(
                t: $0.time, src: $0.from, dst: $0.to, account: $0.account, method: $0.method,
                technique: $0.technique.text, step: $0.step, shown: $0.isShown)
        }
        c2 = truth.commandAndControl
        exfil = truth.exfiltration
        tools = truth.tools.map(\.path)
        techniques = truth.techniques.map(\.text)
        steps = truth.steps.map { step in
            Step(
                name: step.name, techniques: step.techniques.map(\.text),
                records: step.records.map { "\($0.file)#\($0.ordinal)" })
        }
        showsWholePath = truth.showsWholePath
    }

    /// The bytes of the file; the same truth gives the same bytes.
    package func file() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return try encoder.encode(self)
    }

    /// Reads ``file()``.
    package init(file: Data) throws {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        self = try decoder.decode(Self.self, from: file)
    }
}
