import Vocabulary

/// The fields that only the error logs of web servers have.
struct WebErrorFields {
    let message: FieldID
    let module: FieldID
    let level: FieldID
    let pid: FieldID
    let tid: FieldID
    let clientPort: FieldID
    /// Apache: the number of the message, `AH01618`.
    let code: FieldID
    /// Apache: the error of the operating system.
    let cause: FieldID
    /// nginx: the number of the connection.
    let connection: FieldID
    let server: FieldID
    let upstream: FieldID
    let provider: FieldID

    init(_ records: inout LineRecords) {
        message = records.field("message")
        module = records.field("module")
        level = records.field("level")
        pid = records.field("pid")
        tid = records.field("tid")
        clientPort = records.field("c-port")
        code = records.field("code")
        cause = records.field("cause")
        connection = records.field("connection")
        server = records.field("server")
        upstream = records.field("upstream")
        provider = records.secondName("Provider_Name")
    }
}
