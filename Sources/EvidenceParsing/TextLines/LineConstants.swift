import Vocabulary

/// Values that readers give to many records, each kept once.
struct LineConstants {
    /// A text that was kept beside the text of the portion.
    struct Text {
        /// Where it stands in the batch.
        let place: Range<Int>
    }

    /// The outcome of what a record is about.
    let success: Text
    let failure: Text

    /// What a packet filter did, in the words of the taxonomy of rules.
    let blocked: Text
    let accept: Text

    /// The logs that records belong to, under the names by which rules look for them.
    let auth: Text
    let cron: Text
    let kernel: Text
    let user: Text
    let daemon: Text
    let syslog: Text
    let auditd: Text
    let shellHistory: Text

    let apache: Text
    let nginx: Text

    init(_ builder: inout RecordBatchBuilder) {
        func keep(_ text: StaticString) -> Text { Text(place: builder.keep(text)) }
        success = keep("success")
        failure = keep("failure")
        blocked = keep("blocked")
        accept = keep("accept")
        auth = keep("auth")
        cron = keep("cron")
        kernel = keep("kern.log")
        user = keep("user.log")
        daemon = keep("daemon.log")
        syslog = keep("syslog")
        auditd = keep("auditd")
        shellHistory = keep("shell_history")
        apache = keep("apache")
        nginx = keep("nginx")
    }
}
