import CPCRE2

/// A regular expression made ready by PCRE2, with the memory it needs to run.
///
/// Belongs to one matcher, so nothing here is shared between tasks. Patterns and subjects are UTF-8. A pattern that
/// takes more steps than ``DetectionLimits`` allows on a value is given up, which is counted, and does not match it.
final class CompiledRegex {
    private let code: OpaquePointer
    private let matchData: OpaquePointer
    private let context: OpaquePointer
    private let stack: RegexStack
    /// The same expression without its engine, where that is possible.
    private let ordered: OrderedTexts?
    /// How often the expression was given up on a value.
    private(set) var limitHits = 0

    /// Nil where the pattern does not compile; ``problem(with:)`` says why.
    init?(_ source: RegexSource, _ stack: RegexStack) {
        guard case .success(let code) = Self.compile(source) else { return nil }
        guard let matchData = pcre2_match_data_create_8(1, nil) else {
            pcre2_code_free_8(code)
            return nil
        }
        guard let context = pcre2_match_context_create_8(nil) else {
            pcre2_match_data_free_8(matchData)
            pcre2_code_free_8(code)
            return nil
        }
        self.code = code
        self.matchData = matchData
        self.context = context
        pcre2_set_heap_limit_8(context, DetectionLimits.regexHeapKiB)
        // Where the machine has no just-in-time compiler, the pattern is interpreted under the same limits.
        _ = pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE))
        self.stack = stack
        ordered = OrderedTexts(source)
        if let memory = stack.memory { pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(memory)) }
    }

    deinit {
        pcre2_match_context_free_8(context)
        pcre2_match_data_free_8(matchData)
        pcre2_code_free_8(code)
    }

    /// Whether the pattern is found anywhere in valid UTF-8 text.
    func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool { ordered?.fit(text) ?? isFound(in: text) }

    private func isFound(in text: UnsafeBufferPointer<UInt8>) -> Bool {
        pcre2_set_match_limit_8(context, steps(forLength: text.count))
        // PCRE2 wants a pointer for empty text as well.
        var nothing: UInt8 = 0
        let result = withUnsafePointer(to: &nothing) { empty in
            pcre2_match_8(
                code, text.baseAddress ?? empty, text.count, 0, UInt32(PCRE2_NO_UTF_CHECK), matchData, context)
        }
        // Anything but "no match" means that the answer is not known: limits of steps, stack and heap.
        if result < PCRE2_ERROR_NOMATCH { limitHits += 1 }
        return result >= 0
    }

    /// Where the pattern is found first, in bytes; nil where it is not.
    func range(in text: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
        guard isFound(in: text), let places = pcre2_get_ovector_pointer_8(matchData), places[0] <= places[1] else {
            return nil
        }
        return places[0]..<places[1]
    }

    /// How many steps the expression gets for its next value, of so many bytes.
    func steps(forLength length: Int) -> UInt32 {
        guard limitHits < DetectionLimits.regexPatience else { return DetectionLimits.regexStepsAfterwards }
        let (needed, overflows) = UInt32(clamping: length).multipliedReportingOverflow(
            by: DetectionLimits.regexStepsPerByte)
        return overflows ? .max : max(DetectionLimits.regexSteps, needed)
    }

    /// What PCRE2 says against a pattern; nil where it compiles.
    static func problem(with source: RegexSource) -> String? {
        switch compile(source) {
        case .success(let code):
            pcre2_code_free_8(code)
            return nil
        case .failure(let error): return error.message
        }
    }

    private struct PatternError: Error {
        let message: String
    }

    private static func compile(_ source: RegexSource) -> Result<OpaquePointer, PatternError> {
        var options = UInt32(PCRE2_UTF) | UInt32(PCRE2_NEVER_BACKSLASH_C)
        if source.ignoresCase { options |= UInt32(PCRE2_CASELESS) }
        if source.anchorsMatchLines { options |= UInt32(PCRE2_MULTILINE) }
        if source.dotMatchesNewlines { options |= UInt32(PCRE2_DOTALL) }
        var errorCode: Int32 = 0
        var errorOffset = 0
        let pattern = Array(source.pattern.utf8)
        if let code = pcre2_compile_8(pattern, pattern.count, options, &errorCode, &errorOffset, nil) {
            return .success(code)
        }
        var buffer = [UInt8](repeating: 0, count: 256)
        let length = pcre2_get_error_message_8(errorCode, &buffer, buffer.count)
        let message = String(decoding: buffer.prefix(max(0, Int(length))), as: UTF8.self)
        return .failure(PatternError(message: "\(message), at character \(errorOffset + 1)"))
    }
}
