import Vocabulary

/// Writes the lines of one audit event into one record.
struct AuditEvent {
    private let node: FieldID
    private let channel: FieldID
    private let commandLine: FieldID
    private let image: FieldID
    private let directory: FieldID
    private let user: FieldID
    private let source: FieldID
    private let outcome: FieldID
    private let sourcePort: FieldID
    private let destination: FieldID
    private let destinationPort: FieldID
    private var start = 0
    /// How many lines of each type the event has so far.
    private var types: [(type: Range<Int>, count: Int)] = []
    private var isFirst = true
    private var arguments: [UInt8] = []
    private var hasArguments = false
    private var decoded: [UInt8] = []
    private var executable = 0..<0
    private var workingDirectory = 0..<0
    private var call = AuditCall()
    /// The address of the event's socket.
    private var socket: AuditSocketAddress?
    /// The same where it was decoded by who wrote the log.
    private var socketAddress = 0..<0
    private var socketPort = 0..<0

    /// Types told apart in one event; more share their places.
    private static let typesPerEvent = 32
    private static let typeKey: StaticString = "type"

    init(_ records: inout LineRecords) {
        node = records.field("node")
        channel = records.secondName("Channel")
        commandLine = records.secondName(AuditMeaning.commandLine)
        image = records.secondName(AuditMeaning.program.name)
        directory = records.secondName(AuditMeaning.folder.name)
        user = records.secondName(AuditMeaning.account.name)
        source = records.secondName(AuditMeaning.address.name)
        outcome = records.secondName(AuditMeaning.result.name)
        sourcePort = records.secondName("src_port")
        destination = records.secondName("dst_ip")
        destinationPort = records.secondName("dst_port")
    }

    /// - Parameter place: Where the record begins; nil for with the line.
    mutating func begin(
        _ bytes: Span<UInt8>, _ line: AuditLine, at place: Int? = nil, into records: inout LineRecords
    ) {
        start = place ?? line.start
        let stamp = AuditStamp(bytes, line.stamp)
        records.begin(at: start, number: stamp.serial)
        if line.isInterpreted {
            // ausearch writes dates as the computer's language has them, most often that of the United States.
            records.setLocalTime(bytes, stamp.time, habit: .monthFirst, at: start)
        } else if line.stamp.isEmpty {
            // Where the line stands says when it was.
        } else if let moment = stamp.moment {
            records.builder.setTime(moment, zone: .stated)
        } else {
            records.badTime(at: start)
        }
        if !line.node.isEmpty {
            records.add(node, line.node)
            records.builder.mark(.host)
        }
        types.removeAll(keepingCapacity: true)
        arguments.removeAll(keepingCapacity: true)
        hasArguments = false
        isFirst = true
        executable = 0..<0
        workingDirectory = 0..<0
        call = AuditCall()
        socket = nil
        (socketAddress, socketPort) = (0..<0, 0..<0)
    }

    mutating func add(_ bytes: Span<UInt8>, _ line: AuditLine, into records: inout LineRecords) {
        guard let group = group(bytes, line.type, into: &records) else { return records.drop() }
        if isFirst, !line.stamp.isEmpty,
            let field = records.names.field(named: "stamp", of: group, in: &records.builder)
        {
            records.add(field, line.stamp)
            records.builder.mark(.originalTime)
        }
        isFirst = false
        let isCommand = bytes.equals(line.type, "EXECVE")
        var pairs = AuditPairs(
            line.body, !line.isInterpreted ? .quoted : isCommand ? .interpretedArguments : .interpreted)
        while let pair = pairs.next(bytes) {
            switch pair.form {
            case .words:
                guard let field = records.names.field(named: "text", of: group, in: &records.builder) else { break }
                records.add(field, pair.value)
            case .quoted: add(bytes, pair, group, isCommand: isCommand, into: &records)
            case .bare where addSocket(bytes, pair, group, into: &records): break
            case .bare
            where !line.isInterpreted && AuditText.isEncoded(bytes, pair.key, pair.value, isCommand: isCommand):
                addDecoded(bytes, pair, group, isCommand: isCommand, into: &records)
            case .bare: add(bytes, pair, group, isCommand: isCommand, into: &records)
            }
        }
    }

    mutating func end(_ bytes: Span<UInt8>, into records: inout LineRecords) {
        if hasArguments {
            records.add(commandLine, text: arguments)
            if !executable.isEmpty { records.add(image, executable) }
            if !workingDirectory.isEmpty { records.add(directory, workingDirectory) }
        }
        if let socket = socket ?? AuditSocketAddress(bytes, address: socketAddress, port: socketPort) {
            addPeer(socket, bytes, into: &records)
        }
        records.add(channel, records.constants.auditd)
        records.builder.mark(.channel)
        records.end(at: start)
    }

    /// The group of a line's fields, with its type as the first of them.
    @inline(__always)
    private mutating func group(
        _ bytes: Span<UInt8>, _ type: Range<Int>, into records: inout LineRecords
    ) -> Int? {
        let ordinal = ordinal(bytes, type)
        if bytes[type.lowerBound].isDigit, let name = AuditTypeName.of(bytes, type) {
            return group(name, ordinal, into: &records)
        }
        guard let group = records.names.group(bytes, type, ordinal: ordinal, isPrefix: false) else { return nil }
        if let field = records.names.field(named: Self.typeKey, of: group, in: &records.builder) {
            records.add(field, type)
            if isFirst { records.builder.mark(.eventCode) }
        }
        return group
    }

    /// The same of a type that stands as a number.
    @inline(never)
    private func group(_ name: [UInt8], _ ordinal: Int, into records: inout LineRecords) -> Int? {
        guard let group = records.names.group(name.span, 0..<name.count, ordinal: ordinal, isPrefix: false) else {
            return nil
        }
        if let field = records.names.field(named: Self.typeKey, of: group, in: &records.builder) {
            records.add(field, text: name)
            if isFirst { records.builder.mark(.eventCode) }
        }
        return group
    }

    private mutating func ordinal(_ bytes: Span<UInt8>, _ type: Range<Int>) -> Int {
        for index in types.indices where AuditLine.isSame(bytes, types[index].type, type) {
            types[index].count += 1
            return types[index].count - 1
        }
        if types.count < Self.typesPerEvent { types.append((type, 1)) }
        return 0
    }

    @inline(__always)
    private mutating func add(
        _ bytes: Span<UInt8>, _ pair: AuditPairs.Pair, _ group: Int, isCommand: Bool, into records: inout LineRecords
    ) {
        guard let field = records.names.field(bytes, pair.key, of: group, in: &records.builder) else {
            return records.drop()
        }
        records.add(field, pair.value)
        if isCommand {
            addArgument(bytes, pair.key, bytes.extracting(pair.value))
        } else {
            note(bytes, pair, into: &records)
        }
    }

    private mutating func addDecoded(
        _ bytes: Span<UInt8>, _ pair: AuditPairs.Pair, _ group: Int, isCommand: Bool, into records: inout LineRecords
    ) {
        guard let field = records.names.field(bytes, pair.key, of: group, in: &records.builder),
            let raw = records.names.field(bytes, pair.key, of: group, isRaw: true, in: &records.builder)
        else { return records.drop() }
        var text = decoded
        decoded = []
        AuditText.decode(bytes, pair.value, to: &text)
        records.add(field, text: text)
        records.add(raw, pair.value)
        if isCommand { addArgument(bytes, pair.key, text.span) }
        decoded = text
    }

    /// Adds the address of a socket as text beside its digits; false where the pair is none.
    @inline(__always)
    private mutating func addSocket(
        _ bytes: Span<UInt8>, _ pair: AuditPairs.Pair, _ group: Int, into records: inout LineRecords
    ) -> Bool {
        guard pair.key.count == 5, bytes.equals(pair.key, "saddr"),
            let socket = AuditSocketAddress(bytes, pair.value),
            let field = records.names.field(bytes, pair.key, of: group, in: &records.builder),
            let raw = records.names.field(bytes, pair.key, of: group, isRaw: true, in: &records.builder)
        else { return false }
        records.add(field, text: socket.text)
        records.add(raw, pair.value)
        self.socket = socket
        return true
    }

    /// Says where the address of a socket is the other end, and which.
    private func addPeer(_ socket: AuditSocketAddress, _ bytes: Span<UInt8>, into records: inout LineRecords) {
        switch call.peer(bytes) {
        case .source:
            records.add(source, text: socket.address)
            records.add(sourcePort, text: socket.port)
        case .destination:
            records.add(destination, text: socket.address)
            records.add(destinationPort, text: socket.port)
        case .own: break
        }
    }

    /// Puts the command line together. An argument that is too long for a line comes in parts: `a2[0]`, `a2[1]`.
    private mutating func addArgument(_ bytes: Span<UInt8>, _ key: Range<Int>, _ value: Span<UInt8>) {
        guard key.count >= 2, bytes[key.lowerBound] == UInt8(ascii: "a"), bytes[key.lowerBound + 1].isDigit,
            bytes.first("_len", in: key) == nil, arguments.count + value.count < LineLimits.recordLength
        else { return }
        let isPart = bytes[key.upperBound - 1] == UInt8(ascii: "]") && !bytes.ends(key, with: "[0]")
        if hasArguments, !isPart { arguments.append(0x20) }
        hasArguments = true
        value.withUnsafeBufferPointer { arguments.append(contentsOf: $0) }
    }

    /// Second names for what other sources call otherwise.
    @inline(__always)
    private mutating func note(_ bytes: Span<UInt8>, _ pair: AuditPairs.Pair, into records: inout LineRecords) {
        call.note(bytes, pair.key, pair.value)
        if pair.key.count == 5 {
            if bytes.equals(pair.key, "laddr") { socketAddress = pair.value }
            if bytes.equals(pair.key, "lport") { socketPort = pair.value }
        }
        switch AuditMeaning(bytes, pair.key) {
        case .program: executable = pair.value
        case .folder: workingDirectory = pair.value
        case .account: records.add(user, pair.value)
        case .address: if bytes.isAddress(pair.value) { records.add(source, pair.value) }
        case .result:
            if let isSuccess = AuditMeaning.isSuccess(bytes, pair.value) {
                records.add(outcome, isSuccess ? records.constants.success : records.constants.failure)
            }
        case nil: break
        }
    }
}
