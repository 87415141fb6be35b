import Vocabulary

/// A message of a program on a Unix system, however it was kept.
struct SystemMessage {
    let program: Range<Int>
    /// What stood in parentheses behind the program.
    var module = 0..<0
    let pid: Range<Int>
    let text: Range<Int>
    /// The facility of syslog, where it is stated.
    let facility: Int?
}

/// Reads what well-known programs say into fields: users, addresses, commands, outcomes.
///
/// What is not understood is still there as `message`.
struct MessageReader {
    let message: FieldID
    private let program: FieldID
    private let pid: FieldID
    private let channel: FieldID
    private let fields: MessageFields
    private var sysmon: SysmonEvent
    private let webServer: WebServerLine
    private let appliance: ApplianceMessage
    private let leases: LeaseFields

    /// - Parameter isNamedElsewhere: Message, program and process stand in the record under names of their own.
    init(_ records: inout LineRecords, isNamedElsewhere: Bool = false) {
        message = isNamedElsewhere ? records.secondName("message") : records.field("message")
        program = isNamedElsewhere ? records.secondName("program") : records.field("program")
        pid = isNamedElsewhere ? records.secondName("pid") : records.field("pid")
        channel = records.secondName("Channel")
        fields = MessageFields(&records)
        sysmon = SysmonEvent(&records)
        webServer = WebServerLine(&records)
        appliance = ApplianceMessage(&records)
        leases = LeaseFields(&records)
    }

    /// Adds the fields of a message to the record that was begun.
    @inline(__always)
    mutating func read(_ bytes: Span<UInt8>, _ said: SystemMessage, into records: inout LineRecords) {
        let kind = ProgramKind(bytes, said.program)
        if !said.program.isEmpty {
            records.add(program, said.program)
            // An event of Sysmon names its provider itself.
            if kind != .sysmon { records.builder.mark(.provider) }
        }
        if !said.pid.isEmpty { records.add(pid, said.pid) }
        if kind == .sysmon, sysmon.read(bytes, said.text, into: &records) { return }
        records.add(message, said.text)
        records.add(channel, kind.channel(facility: said.facility, records.constants))
        records.builder.mark(.channel)
        let text = repeated(bytes, said.text, into: &records)
        if !said.module.isEmpty, bytes.starts(said.module, with: "pam_") {
            PluggableAuthMessage.readBody(bytes, text, fields, into: &records)
        } else if bytes.starts(text, with: "pam_") {
            PluggableAuthMessage.read(bytes, text, fields, into: &records)
        } else {
            content(kind, bytes, text, program: said.program, into: &records)
        }
    }

    /// The message within `message repeated 5 times: [ ..]`, which rsyslog writes for several that are the same; others write
    /// `last message repeated 5 times` alone.
    @inline(__always)
    private func repeated(_ bytes: Span<UInt8>, _ text: Range<Int>, into records: inout LineRecords) -> Range<Int> {
        let last = bytes.starts(text, with: "--- ") ? text.lowerBound + 4..<text.upperBound : text
        if bytes.starts(last, with: "last message repeated ") {
            let count = last.lowerBound + 22..<bytes.wordEnd(last.lowerBound + 22..<last.upperBound)
            if bytes.areDigits(count) { records.add(fields.repeated, count) }
            return text
        }
        guard bytes.starts(text, with: "message repeated "), bytes[text.upperBound - 1] == UInt8(ascii: "]") else {
            return text
        }
        let count = text.lowerBound + 17..<bytes.wordEnd(text.lowerBound + 17..<text.upperBound)
        guard bytes.areDigits(count), count.upperBound < text.upperBound - 1 else { return text }
        let rest = count.upperBound..<text.upperBound - 1
        guard bytes.starts(rest, with: " times: [") else { return text }
        records.add(fields.repeated, count)
        return bytes.trimmed(rest.lowerBound + 9..<rest.upperBound)
    }

    private func content(
        _ kind: ProgramKind, _ bytes: Span<UInt8>, _ text: Range<Int>, program: Range<Int>,
        into records: inout LineRecords
    ) {
        switch kind {
        case .secureShell: SecureShellMessage.read(bytes, text, fields, into: &records)
        case .sudo: SudoMessage.read(bytes, text, fields, into: &records)
        case .switchUser: SwitchUserMessage.read(bytes, text, fields, into: &records)
        case .accounts: AccountMessage.read(bytes, text, fields, into: &records)
        case .cron: CronMessage.read(bytes, text, fields, into: &records)
        case .kernel: NetfilterMessage.read(bytes, text, fields, into: &records)
        case .addressServer: DHCPMessage.read(bytes, text, leases, into: &records)
        case .webServer: webServer.read(bytes, text, into: &records)
        case .other:
            // The tag of a Cisco device stands where others name their program.
            let isTag =
                !program.isEmpty && bytes[program.lowerBound] == UInt8(ascii: "%")
                && (program.upperBound...program.upperBound + 2).contains(text.lowerBound)
            appliance.read(
                bytes, isTag ? program.lowerBound..<text.upperBound : text, isAlone: false, into: &records)
        case .sysmon, .authentication: break
        }
    }
}

/// The fields that messages of several programs have.
struct MessageFields {
    let user: FieldID
    let userID: FieldID
    let targetUser: FieldID
    let sourceAddress: FieldID
    let sourcePort: FieldID
    /// A name where the source states no address.
    let sourceHost: FieldID
    let method: FieldID
    /// `success` or `failure`.
    let outcome: FieldID
    let action: FieldID
    let command: FieldID
    let keyType: FieldID
    let keyFingerprint: FieldID
    let module: FieldID
    let service: FieldID
    let reason: FieldID
    let tty: FieldID
    let group: FieldID
    let prefix: FieldID
    /// How often the message came.
    let repeated: FieldID
    let destinationAddress: FieldID
    let destinationPort: FieldID
    /// `user` and the addresses where they stand in the text under a name of their own.
    let sameUser: FieldID
    let sameSource: FieldID
    let sameSourcePort: FieldID

    init(_ records: inout LineRecords) {
        user = records.field("user")
        userID = records.field("uid")
        targetUser = records.field("target_user")
        sourceAddress = records.field("src_ip")
        sourcePort = records.field("src_port")
        sourceHost = records.field("src_host")
        method = records.field("method")
        outcome = records.field("outcome")
        action = records.field("action")
        command = records.field("command")
        keyType = records.field("key_type")
        keyFingerprint = records.field("key_fingerprint")
        module = records.field("module")
        service = records.field("service")
        reason = records.field("reason")
        tty = records.field("tty")
        group = records.field("group")
        prefix = records.field("prefix")
        repeated = records.field("repeated")
        destinationAddress = records.secondName("dst_ip")
        destinationPort = records.secondName("dst_port")
        sameUser = records.secondName("user")
        sameSource = records.secondName("src_ip")
        sameSourcePort = records.secondName("src_port")
    }
}
