import Vocabulary

/// What to do with the values of a template: which goes to which field. Made once for all records of a chunk that
/// use the template at the same place.
struct TemplatePlan {
    /// Where a value goes.
    struct Target {
        let place: FieldTree.Place
        let field: FieldID
        let role: FieldTree.Role
        let isAttribute: Bool
    }

    /// A place in the template that one of the values fills.
    struct Substitution {
        let index: Int
        /// Nothing is written where the value is null.
        let isOptional: Bool
    }

    /// A part of a text that is put together from several.
    enum Piece {
        /// Text of the template, in positions of the chunk.
        case literal(Range<Int>, ValueEncoding)
        case substitution(Substitution)
        case scalar(UInt32)
        /// A reference to an entity that XML does not know; it stays as it is.
        case entity(NameTable.Number)
    }

    enum Step {
        case value(Target, Substitution)
        /// Text that stands in the template itself, in positions of the chunk.
        case literal(Target, Range<Int>, ValueEncoding)
        /// Text of several ``pieces``.
        case text(Target, pieces: Range<Int>)
        /// An element with nothing in it.
        case empty(Target)
        /// An element with nothing in it, where none of the steps before, one for each attribute, stored a value.
        case emptyWithoutAttributes(Target, attributes: Int)
        /// A template used inside of a template; the position is that behind its token.
        case instance(FieldTree.Place, position: Int)
    }

    var steps: [Step] = []
    var pieces: [Piece] = []
}
