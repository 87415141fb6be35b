import Vocabulary

/// The compilation of a stretch of tokens, under way.
struct TemplateDraft {
    /// Where the tokens begin in the chunk; places in the plan are counted from here.
    let origin: Int
    var reader: ByteReader
    /// The tokens are a value, where elements have no dependency id.
    let insideValue: Bool
    var steps: [TemplatePlan.Step] = []
    var pieces: [TemplatePlan.Piece] = []
    /// The names met, in their order.
    var names: [TemplateLibrary.NameReference] = []
    /// The places of the tree that the steps use.
    var places: [FieldTree.Place] = []
    /// Whether the plan follows from the tokens and names alone, and so holds in other chunks.
    var isPortable = true

    var plan: TemplatePlan { TemplatePlan(steps: steps, pieces: pieces) }

    func stretch(_ range: Range<Int>) -> TemplatePlan.Stretch {
        TemplatePlan.Stretch(
            start: UInt32(truncatingIfNeeded: range.lowerBound - origin),
            length: UInt32(truncatingIfNeeded: range.count))
    }
}
