import Reporting
package import Storage

/// The world did not cooperate with a use case: a file that cannot be read, a folder that is not there.
package struct ServiceFailure: Error, Hashable, Sendable {
    /// A short name that does not change, for scripts.
    package let code: String
    /// What it happened to.
    package let subject: String
    /// What the world said.
    package let cause: String

    package init(code: String, subject: String, cause: String) {
        self.code = code
        self.subject = subject
        self.cause = cause
    }
}

extension StorageError {
    /// What happened, in words, without what it happened to.
    var words: String {
        let what = Spelling.words(code.rawValue)
        return cause.isEmpty ? what : "\(what): \(cause)"
    }
}

extension ServiceFailure {
    /// A failure of storage, told as any other.
    package init(_ error: StorageError) {
        self.init(code: error.code.rawValue, subject: error.subject, cause: error.cause)
    }
}
