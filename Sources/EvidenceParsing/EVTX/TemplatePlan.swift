import Vocabulary

/// What to do with the values of a template: which goes to which field.
///
/// Made once for all records that use the same template at the same place, in any chunk: places in it are counted from
/// the beginning of the template's body.
final class TemplatePlan: Sendable {
    /// Where a value goes.
    struct Target {
        let place: FieldTree.Place
        let field: FieldID
        let role: FieldTree.Role
        let isAttribute: Bool
    }

    /// A place in the template that one of the values fills.
    struct Substitution {
        let index: UInt16
        /// Nothing is written where the value is null.
        let isOptional: Bool
    }

    /// A stretch of the template's body.
    struct Stretch {
        let start: UInt32
        let length: UInt32

        /// Its place in a chunk where the body begins at `origin`.
        func range(from origin: Int) -> Range<Int> { origin + Int(start)..<origin + Int(start) + Int(length) }
    }

    /// A part of a text that is put together from several.
    enum Piece {
        /// Text of the template.
        case literal(Stretch, ValueEncoding)
        case substitution(Substitution)
        case scalar(UInt32)
        /// A reference to an entity that XML does not know; it stays as it is.
        case entity(NameTable.Number)
    }

    enum Step {
        case value(Target, Substitution)
        /// Text that stands in the template itself.
        case literal(Target, Stretch, ValueEncoding)
        /// Text of several ``pieces``.
        case text(Target, first: UInt32, count: UInt32)
        /// An element with nothing in it.
        case empty(Target)
        /// An element with nothing in it, where none of the steps before, one for each attribute, stored a value.
        case emptyWithoutAttributes(Target, attributes: UInt32)
        /// A template used inside of a template; the place is that behind its token.
        case instance(FieldTree.Place, at: UInt32)
    }

    let steps: [Step]
    let pieces: [Piece]

    init(steps: [Step], pieces: [Piece]) {
        self.steps = steps
        self.pieces = pieces
    }
}
