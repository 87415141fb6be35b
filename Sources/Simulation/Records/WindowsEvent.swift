package import Vocabulary

/// One event as a Windows provider hands it to the event log: everything but its record id.
package struct WindowsEvent: Hashable, Sendable {
    package var kind: EventKind
    package var time: Timestamp
    /// The process that wrote the event (not the one it speaks of), and its thread.
    package var processID: UInt32
    package var threadID: UInt32
    /// The full name of the computer.
    package var computer: String
    /// The account in whose name the provider wrote; nil for most of the Security log.
    package var user: SID?
    package var body: EventBody

    package init(
        kind: EventKind, time: Timestamp, processID: UInt32, threadID: UInt32, computer: String, user: SID? = nil,
        body: EventBody
    ) {
        self.kind = kind
        self.time = time
        self.processID = processID
        self.threadID = threadID
        self.computer = computer
        self.user = user
        self.body = body
    }
}

/// What follows the `System` part of an event.
package enum EventBody: Hashable, Sendable {
    /// `<EventData><Data Name="…">…`.
    case eventData([EventField])
    /// `<UserData><element xmlns="namespace"><name>…`.
    case userData(element: String, namespace: String, [EventField])

    package var fields: [EventField] {
        switch self {
        case .eventData(let fields), .userData(_, _, let fields): fields
        }
    }
}

/// Who writes events.
package struct EventProvider: Hashable, Sendable {
    package let name: String
    package let guid: GUID
    /// The name by which the older logging interface knows the provider, where it still uses that.
    package let eventSourceName: String?

    package init(_ name: String, _ guid: GUID, eventSourceName: String? = nil) {
        self.name = name
        self.guid = guid
        self.eventSourceName = eventSourceName
    }
}

/// The constant part of an event: what its provider's manifest says of its id.
package struct EventKind: Hashable, Sendable {
    package let provider: EventProvider
    package let channel: String
    package let id: UInt16
    package let version: UInt8
    package let level: UInt8
    package let task: UInt16
    package let opcode: UInt8
    package let keywords: UInt64
    /// The upper half of the old 32-bit event id; nil for providers that never had one.
    package let qualifiers: UInt16?

    package init(
        provider: EventProvider, channel: String, id: UInt16, version: UInt8 = 0, level: UInt8 = 4, task: UInt16 = 0,
        opcode: UInt8 = 0, keywords: UInt64, qualifiers: UInt16? = nil
    ) {
        self.provider = provider
        self.channel = channel
        self.id = id
        self.version = version
        self.level = level
        self.task = task
        self.opcode = opcode
        self.keywords = keywords
        self.qualifiers = qualifiers
    }
}
