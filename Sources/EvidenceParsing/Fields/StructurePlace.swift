/// What a place in the structure of a JSON record is called, and how the places below it will be.
///
/// Names are dotted paths, with one exception: what tools print of a Windows event (`Event.System.Provider.Name` in
/// one of several spellings) gets the flat names that the same record has when it is read from an EVTX file.
struct StructurePlace {
    /// Which rule names the places below this one.
    enum Naming {
        /// Dotted.
        case plain
        /// The record itself, or a wrapper that adds nothing: own names.
        case root
        /// What may hold an `Event`.
        case wrapper
        /// An object around the record, which adds nothing to its names.
        case envelope
        /// What a text holds that can be an event (``embedsRecord``).
        case embedded
        /// The `<Event>` of an XML export, which is the root of its record.
        case eventElement
        case event
        case system
        /// An element of `System`; what it holds is called `<Element>_<Attribute>`.
        case systemElement
        case eventData
        /// A `Data` element, which may state the name of its text.
        case data
        case dataAttributes
        /// Below `EventData` and `UserData` each value is called as its own element.
        case element
        case elementAttributes
        /// `<Element>_attributes` beside an element, for one of `System` and for any other.
        case systemAttributesApart
        case attributesApart
    }

    /// What a value at this place does.
    enum Role {
        case value
        /// Names the text of its `Data`.
        case dataName
        /// Is named by its `Data`.
        case dataText
    }

    let name: String
    let naming: Naming
    let role: Role

    static let root = StructurePlace("", .root)
    /// The root of a table's rows, whose columns are called as they are.
    static let row = StructurePlace("", .plain)
    static let eventElement = StructurePlace("Event", .eventElement)
    /// The `fields` that Elasticsearch returns of a document, whose keys are whole names.
    static let fieldsOfHit = StructurePlace("fields", .envelope)

    private init(_ name: String, _ naming: Naming, role: Role = .value) {
        self.name = name
        self.naming = naming
        self.role = role
    }

    /// Whether a value here can be the time, host, channel and so on of its record. What a Windows event reports
    /// (`EventData.Channel`: the log that was cleared) cannot.
    var describesRecord: Bool {
        switch naming {
        case .plain, .root, .wrapper, .envelope, .event, .system, .systemElement, .systemAttributesApart,
            .eventElement:
            true
        case .embedded, .eventData, .data, .dataAttributes, .element, .elementAttributes, .attributesApart: false
        }
    }

    /// Whether a text here can be JSON of its own.
    var embedsRecord: Bool {
        switch naming {
        // EvtxECmd writes an event's `EventData` as a string; exports of Microsoft 365's audit log, of AWS'
        // `lookup-events` and of Splunk the whole record beside a few columns.
        case .plain: name == "Payload" || Self.wholeRecords.contains(name)
        // The Python package `evtx` writes the whole event.
        case .wrapper: name == "data"
        default: false
        }
    }

    private static let wholeRecords: Set<String> = ["AuditData", "auditData", "CloudTrailEvent", "_raw"]

    /// Whether a key here is that of the object of ``fieldsOfHit``, where a document of Elasticsearch stands here.
    func beginsFields(_ key: String) -> Bool { naming == .root && key == "fields" }

    /// The root of the record that a text here holds.
    var embeddedRecord: StructurePlace {
        Self.wholeRecords.contains(name) ? Self.root : StructurePlace("", .embedded)
    }

    /// The second name of a value here: Beats put what an event reports below `winlog.event_data`, and before
    /// version 7 without the first part. Wazuh writes its names with a small first letter.
    var alias: String? {
        for prefix in ["winlog.event_data.", "winlog.user_data.", "event_data.", "user_data."]
        where name.hasPrefix(prefix) {
            return String(name.dropFirst(prefix.count))
        }
        let wazuh = "data.win.eventdata."
        guard name.hasPrefix(wazuh) else { return nil }
        let rest = name.dropFirst(wazuh.count)
        return rest.prefix(1).uppercased() + rest.dropFirst()
    }

    /// The place under a key of an object that stands here.
    func child(_ key: String) -> StructurePlace {
        switch naming {
        case .root: belowRoot(key)
        case .wrapper: key == "data" ? StructurePlace(name + ".data", .wrapper) : eventOrAttributes(key) ?? dotted(key)
        case .envelope: Self.root.child(key)
        case .embedded: eventOrAttributes(key) ?? Self.eventPart(key) ?? belowElement(key)
        case .eventElement: Self.eventPart(key) ?? belowElement(key)
        case .event: Self.eventPart(key) ?? attributesApart(key) ?? attribute(key, of: .plain) ?? dotted(key)
        case .plain: dotted(key)
        case .system: systemElement(key)
        case .systemElement:
            switch key {
            case "#text", "Value", "#attributes": StructurePlace(name, .systemElement)
            default: attribute(key, of: .systemElement) ?? joined(key, .systemElement)
            }
        case .eventData: key == "Data" ? StructurePlace(key, .data) : belowElement(key)
        case .data:
            switch key {
            case "@Name": StructurePlace("Data_Name", .element, role: .dataName)
            case "#text": StructurePlace(name, .element, role: .dataText)
            case "#attributes": StructurePlace(name, .dataAttributes)
            default: belowElement(key)
            }
        case .dataAttributes: joined(key, .element, role: key == "Name" ? .dataName : .value)
        case .element: belowElement(key)
        case .elementAttributes: joined(key, .element)
        case .systemAttributesApart: Self.ofElementBeside(name).joined(key, .systemElement)
        case .attributesApart: Self.ofElementBeside(name).joined(key, .element)
        }
    }

    /// The place of a `Data` text whose name is known.
    func named(_ name: String) -> StructurePlace { StructurePlace(name, .element) }

    /// The children of `System` that Windows writes (its event schema's SystemPropertiesType).
    private static let systemElements: Set<String> = [
        "Provider", "EventID", "Version", "Level", "Task", "Opcode", "Keywords", "TimeCreated", "EventRecordID",
        "Correlation", "Execution", "Channel", "Computer", "Security",
    ]

    private static func eventPart(_ key: String) -> StructurePlace? {
        switch key {
        case "System": StructurePlace(key, .system)
        case "EventData": StructurePlace(key, .eventData)
        case "UserData", "RenderingInfo", "DebugData", "ProcessingErrorData": StructurePlace(key, .element)
        case "#attributes": StructurePlace("Event", .elementAttributes)
        default: nil
        }
    }

    private func belowRoot(_ key: String) -> StructurePlace {
        switch key {
        case "event": StructurePlace(key, .event)
        // Chainsaw's findings hold the event in `document.data`.
        case "data", "document", "documents": StructurePlace(key, .wrapper)
        // Exports of Elasticsearch and of Splunk wrap the document that was indexed.
        case "_source", "result": StructurePlace(key, .envelope)
        case "System", "EventData", "UserData": Self.eventPart(key) ?? dotted(key)
        default: eventOrAttributes(key) ?? dotted(key)
        }
    }

    private func eventOrAttributes(_ key: String) -> StructurePlace? {
        switch key {
        case "Event": StructurePlace(key, .event)
        case "Event" + Self.apart: StructurePlace(key, .attributesApart)
        default: nil
        }
    }

    private func systemElement(_ key: String) -> StructurePlace {
        if Self.systemElements.contains(key) { return StructurePlace(key, .systemElement) }
        let isBeside = key.hasSuffix(Self.apart) && Self.systemElements.contains(Self.ofElementBeside(key).name)
        return isBeside ? StructurePlace(key, .systemAttributesApart) : dotted(key)
    }

    private func belowElement(_ key: String) -> StructurePlace {
        switch key {
        case "#text": StructurePlace(name, .element)
        case "#attributes": StructurePlace(name, .elementAttributes)
        default: attribute(key, of: .element) ?? attributesApart(key) ?? StructurePlace(key, .element)
        }
    }

    /// How `evtx_dump --separate-json-attributes` and Chainsaw end the name of an object with attributes, which stands
    /// beside its element.
    private static let apart = "_attributes"

    /// A value of such a name that is no object keeps it.
    private func attributesApart(_ key: String) -> StructurePlace? {
        key.hasSuffix(Self.apart) ? StructurePlace(key, .attributesApart) : nil
    }

    private static func ofElementBeside(_ name: String) -> StructurePlace {
        StructurePlace(String(name.dropLast(apart.count)), .element)
    }

    /// An attribute as XML-to-JSON converters spell it, `@Name`.
    private func attribute(_ key: String, of naming: Naming) -> StructurePlace? {
        key.hasPrefix("@") ? joined(String(key.dropFirst()), naming) : nil
    }

    private func joined(_ key: String, _ naming: Naming, role: Role = .value) -> StructurePlace {
        StructurePlace(name + "_" + key, naming, role: role)
    }

    private func dotted(_ key: String) -> StructurePlace {
        StructurePlace(name.isEmpty ? key : name + "." + key, .plain)
    }
}
