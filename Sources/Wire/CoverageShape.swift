package import Vocabulary

/// An ATT&CK Navigator layer (format 4.5): how many rules there are for each technique.
package struct CoverageShape: Encodable {
    package struct Technique: Encodable {
        let techniqueID: String
        let score: Int
        let comment: String
        let metadata: [Fact]

        /// - Parameters:
        ///   - levels: How many rules there are, by level.
        ///   - blindRules: How many of them ask for records that the evidence does not have.
        package init(_ id: TechniqueID, levels: [Severity: Int], blindRules: Int) {
            techniqueID = id.text
            score = levels.values.reduce(0, +)
            comment = blindRules == 0 ? "" : "\(blindRules) of \(score) rules ask for records that the evidence lacks"
            metadata = levels.sorted { $0.key > $1.key }.map {
                Fact(name: $0.key.rawValue, value: $0.value.description)
            }
        }
    }

    /// A line that the Navigator shows beside a technique or the layer.
    package struct Fact: Encodable {
        let name: String
        let value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    package struct Source: Encodable {
        @OrNull var product: String?
        @OrNull var category: String?
        @OrNull var service: String?
        let rules: Int
        /// Null where no evidence was looked at.
        @OrNull var records: Int?

        /// - Parameters:
        ///   - rules: How many rules ask for its records.
        ///   - records: How many of them the evidence has.
        package init(product: String?, category: String?, service: String?, rules: Int, records: Int?) {
            self.product = product
            self.category = category
            self.service = service
            self.rules = rules
            self.records = records
        }

        fileprivate var words: String { [product, category, service].compactMap(\.self).joined(separator: " ") }
    }

    struct Versions: Encodable {
        let attack = "18"
        let navigator = "5.1.0"
        let layer = "4.5"
    }

    struct Gradient: Encodable {
        let colors = ["#e8f0fe", "#1a56b0"]
        let minValue = 0
        let maxValue: Int
    }

    let name: String
    let description: String
    let domain = "enterprise-attack"
    let versions = Versions()
    let techniques: [Technique]
    let gradient: Gradient
    let metadata: [Fact]
    /// Beside what the Navigator reads.
    let logSources: [Source]

    package init(name: String, description: String, techniques: [Technique], sources: [Source]) {
        self.name = name
        self.description = description
        self.techniques = techniques
        gradient = Gradient(maxValue: max(1, techniques.map(\.score).max() ?? 1))
        metadata = sources.filter { $0.records == 0 }.map {
            Fact(name: "missing log source", value: "\($0.words): \($0.rules) rules")
        }
        logSources = sources
    }
}
