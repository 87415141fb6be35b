import Vocabulary

/// Values that readers give to many records, each kept once.
struct LineConstants {
    /// The outcome of what a record is about.
    let success: Range<Int>
    let failure: Range<Int>

    /// What a packet filter did, in the words of the taxonomy of rules.
    let blocked: Range<Int>
    let accept: Range<Int>

    /// The logs that records belong to, under the names by which rules look for them.
    let auth: Range<Int>
    let cron: Range<Int>
    let kernel: Range<Int>
    let user: Range<Int>
    let daemon: Range<Int>
    let syslog: Range<Int>
    let auditd: Range<Int>
    let shellHistory: Range<Int>

    let apache: Range<Int>
    let nginx: Range<Int>

    init(_ builder: inout RecordBatchBuilder) {
        success = builder.keep("success")
        failure = builder.keep("failure")
        blocked = builder.keep("blocked")
        accept = builder.keep("accept")
        auth = builder.keep("auth")
        cron = builder.keep("cron")
        kernel = builder.keep("kern.log")
        user = builder.keep("user.log")
        daemon = builder.keep("daemon.log")
        syslog = builder.keep("syslog")
        auditd = builder.keep("auditd")
        shellHistory = builder.keep("shell_history")
        apache = builder.keep("apache")
        nginx = builder.keep("nginx")
    }
}
