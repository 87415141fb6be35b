/// What `cordon journal verify` says.
package struct VerificationShape: Encodable {
    struct FaultShape: Encodable {
        @OrNull var stream: String?
        @OrNull var version: Int?
        @OrNull var line: Int?
        let reason: String
    }

    let ok: Bool
    let events: Int
    @OrNull var head: String?
    /// The key that signed, as far as that can be told.
    @OrNull var publicKey: String?
    /// Whether that key was compared with one that is known from elsewhere.
    let keyChecked: Bool
    /// The first bad event; null when there is none.
    @OrNull var fault: FaultShape?

    package init(events: Int, head: String?, publicKey: String?, keyChecked: Bool) {
        ok = true
        self.events = events
        self.head = head
        self.publicKey = publicKey
        self.keyChecked = keyChecked
    }

    /// - Parameters:
    ///   - stream: Where the first bad event stands, as far as that can be told; likewise the others.
    package init(
        stream: String?, version: Int?, line: Int?, reason: String, events: Int, publicKey: String?, keyChecked: Bool
    ) {
        ok = false
        self.events = events
        self.publicKey = publicKey
        self.keyChecked = keyChecked
        fault = FaultShape(stream: stream, version: version, line: line, reason: reason)
    }
}

/// One thing that `cordon admin doctor` examined.
package struct HealthCheckShape: Encodable {
    let name: String
    let ok: Bool
    let detail: String

    package init(name: String, isHealthy: Bool, detail: String) {
        self.name = name
        ok = isHealthy
        self.detail = detail
    }
}

/// A setting of the store.
package struct SettingShape: Encodable {
    let name: String
    let value: String
    let meaning: String

    package init(name: String, value: String, meaning: String) {
        self.name = name
        self.value = value
        self.meaning = meaning
    }
}
