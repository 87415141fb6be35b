import CPCRE2

/// The stack that compiled expressions run on, one after the other: one for each matcher.
final class RegexStack {
    /// Nil where the machine has no just-in-time compiler.
    let memory: OpaquePointer?

    init() {
        let sizes = DetectionLimits.regexStackBytes
        memory = pcre2_jit_stack_create_8(sizes.first, sizes.most, nil)
    }

    deinit { pcre2_jit_stack_free_8(memory) }
}
