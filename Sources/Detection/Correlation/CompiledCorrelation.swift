package import Vocabulary

/// A loaded correlation, as it is shown, and ready for a ``Correlator``.
package struct CompiledCorrelation: Sendable {
    package let summary: RuleSummary
    /// Whether its matches are shown; those that only count for other correlations are not.
    package let isShown: Bool
    /// The fields whose values its matches have in common.
    package let groupBy: [String]
    let measure: Measure
    let condition: CountCondition
    let valueFields: [String]
    /// In ticks.
    let span: Int64
    /// The nodes it takes its matches from: places of rules and, counted on, of correlations.
    let inputs: [Int]
    let inputNames: [String]
    let fields: [[Int: LinkedCorrelation.Fields]]
    /// Whether one record can be counted for several inputs, or several times for one.
    let canRepeat: Bool
    /// Whether it is known to hold as soon as enough happened. Otherwise a whole span of time has to be over first.
    let isThreshold: Bool

    init(_ linked: LinkedCorrelation, ruleCount: Int) {
        let correlation = linked.correlation
        summary = correlation.summary
        isShown = linked.isShown
        groupBy = correlation.groupBy
        measure = correlation.measure
        condition = correlation.condition
        valueFields = correlation.valueFields
        span = correlation.span
        inputs = linked.inputs
        fields = linked.fields
        canRepeat = linked.inputs.count > 1 || linked.inputs.contains { $0 >= ruleCount }
        isThreshold = condition.isThreshold && measure.grows
        inputNames = correlation.inputs.map(\.name)
    }
}
