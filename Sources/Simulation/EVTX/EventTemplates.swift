/// The two templates of a record: the outer one with the `System` part, and the one of its data.
extension WindowsEvent {
    private static let eventNamespace = "http://schemas.microsoft.com/win/2004/08/events/event"
    /// The hole of the outer template that takes the data.
    private static let bodyHole = EVTXTemplate.Hole(index: 17, type: EVTXType.binaryXML.rawValue)

    /// The outer template. As Windows does, it spells out the computer, so a chunk has one for each computer.
    var systemTemplate: EVTXTemplate {
        var provider = [
            EVTXTemplate.Attribute(name: "Name", value: .hole(.init(index: 14, type: EVTXType.string.rawValue))),
            EVTXTemplate.Attribute(name: "Guid", value: .hole(.init(index: 15, type: EVTXType.guid.rawValue))),
        ]
        if let source = kind.provider.eventSourceName {
            provider.append(.init(name: "EventSourceName", value: .text(source)))
        }
        let system = EVTXTemplate.Element(
            name: "System",
            content: .elements(
                [
                    .init(name: "Provider", attributes: provider),
                    .init(
                        name: "EventID",
                        attributes: [Self.attribute("Qualifiers", 4, .uint16)],
                        content: Self.hole(3, .uint16), dependsOn: 3),
                    .init(name: "Version", content: Self.hole(11, .uint8), dependsOn: 11),
                    .init(name: "Level", content: Self.hole(0, .uint8), dependsOn: 0),
                    .init(name: "Task", content: Self.hole(2, .uint16), dependsOn: 2),
                    .init(name: "Opcode", content: Self.hole(1, .uint8), dependsOn: 1),
                    .init(name: "Keywords", content: Self.hole(5, .hex64), dependsOn: 5),
                    .init(name: "TimeCreated", attributes: [Self.attribute("SystemTime", 6, .fileTime)]),
                    .init(name: "EventRecordID", content: Self.hole(10, .uint64), dependsOn: 10),
                    .init(
                        name: "Correlation",
                        attributes: [
                            Self.attribute("ActivityID", 7, .guid), Self.attribute("RelatedActivityID", 13, .guid),
                        ]),
                    .init(
                        name: "Execution",
                        attributes: [Self.attribute("ProcessID", 8, .uint32), Self.attribute("ThreadID", 9, .uint32)]),
                    .init(name: "Channel", content: Self.hole(16, .string), dependsOn: 16),
                    .init(name: "Computer", content: .value(.text(computer))),
                    .init(name: "Security", attributes: [Self.attribute("UserID", 12, .sid)]),
                ], nested: nil))
        return EVTXTemplate(
            root: .init(
                name: "Event", attributes: [.init(name: "xmlns", value: .text(Self.eventNamespace))],
                content: .elements([system], nested: Self.bodyHole)))
    }

    /// The values of the outer template's holes, but for the last one, the data.
    func systemValues(recordID: UInt64) -> [EventValue] {
        [
            .uint8(kind.level), .uint8(kind.opcode), .uint16(kind.task), .uint16(kind.id),
            kind.qualifiers.map(EventValue.uint16) ?? .null, .hex64(kind.keywords), .fileTime(time), .null,
            .uint32(processID), .uint32(threadID), .uint64(recordID), .uint8(kind.version),
            user.map(EventValue.sid) ?? .null, .null, .string(kind.provider.name), .guid(kind.provider.guid),
            .string(kind.channel),
        ]
    }

    /// The template of the data; its holes are the fields in their order.
    var bodyTemplate: EVTXTemplate {
        let holes = body.fields.enumerated().map { index, field in
            EVTXTemplate.Content.value(
                .hole(
                    .init(
                        index: UInt16(truncatingIfNeeded: index), type: EVTXType(field.value).rawValue,
                        optional: false)))
        }
        switch body {
        case .eventData(let fields):
            return EVTXTemplate(
                root: .init(
                    name: "EventData",
                    content: .elements(
                        zip(fields, holes).map { field, hole in
                            .init(
                                name: "Data", attributes: [.init(name: "Name", value: .text(field.name))],
                                content: hole)
                        }, nested: nil)))
        case .userData(let element, let namespace, let fields):
            let content = EVTXTemplate.Element(
                name: element, attributes: [.init(name: "xmlns", value: .text(namespace))],
                content: .elements(zip(fields, holes).map { .init(name: $0.name, content: $1) }, nested: nil))
            return EVTXTemplate(root: .init(name: "UserData", content: .elements([content], nested: nil)))
        }
    }

    private static func hole(_ index: UInt16, _ type: EVTXType) -> EVTXTemplate.Content {
        .value(.hole(.init(index: index, type: type.rawValue)))
    }

    private static func attribute(_ name: String, _ index: UInt16, _ type: EVTXType) -> EVTXTemplate.Attribute {
        .init(name: name, value: .hole(.init(index: index, type: type.rawValue)))
    }
}
