import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services
import Vocabulary
import Wire

struct EvidenceCustody: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "custody", abstract: "The chain of custody of evidence; or state what identifies it.",
        discussion: """
            cordon evidence custody C-1                                        the custody log of all evidence
            cordon evidence custody C-1 3f2a91c0 --location 'Berlin, room 12' --serial S4XNNF0M --model 'SSD 870' \\
                --hostname FS-01 --mac 00:1a:2b:3c:4d:5e --ip 10.0.0.5
            cordon evidence custody C-1 --all --unknown serial='a virtual machine' --unknown model='a virtual machine'
            cordon evidence custody C-1 --handler root --unknown phone='left the company'   (a lead or deputy)

            Every field is needed before evidence can be used; what cannot be had is unknown, with the reason. With --all,
            fields are filled where nothing is stated yet. Who you are is copied from the roster with every act of
            custody.
            """)

    @OptionGroup var change: ChangeOptions
    @OptionGroup var evidence: EvidenceOptions

    @Option(help: "Where it was found.")
    var location: String?

    @Option(help: "The serial number.")
    var serial: String?

    @Option(help: "The model number.")
    var model: String?

    @Option(help: "The hostname, or of the record of an account its name; may be repeated.")
    var hostname: [String] = []

    @Option(help: "A MAC address; may be repeated.")
    var mac: [String] = []

    @Option(help: "An IP address; may be repeated.")
    var ip: [String] = []

    @Option(
        help: ArgumentHelp(
            "What cannot be had, and why: location, serial, model, hostname, mac or ip of evidence; name, title or phone "
                + "of a handler. May be repeated.", valueName: "field=reason"))
    var unknown: [UnknownField] = []

    @Option(help: ArgumentHelp("Record who this handler is, by the roster.", valueName: "name"))
    var handler: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        var commands: [CaseCommand] = []
        let handlerFields = unknown.compactMap { field in field.handlerField.map { ($0, field.reason) } }
        if handler != nil || !handlerFields.isEmpty {
            let fields = Dictionary(handlerFields) { _, last in last }
            commands.append(.custody(.sign(handler: handler, unknown: fields)))
        }
        if !facts.isEmpty { commands.append(.custody(.identify(evidence.required, facts))) }
        guard commands.isEmpty else {
            try change.run(commands, output)
            return
        }
        try show()
    }

    private var facts: [IdentifyingFact] {
        let known: [(IdentifyingField, [String])] = [
            (.location, location.map { [$0] } ?? []), (.serialNumber, serial.map { [$0] } ?? []),
            (.modelNumber, model.map { [$0] } ?? []), (.hostname, hostname), (.macAddresses, mac), (.ipAddresses, ip),
        ]
        return known.filter { !$0.1.isEmpty }.map { IdentifyingFact($0, .known(values: $1)) }
            + unknown.compactMap { field in
                field.identifyingField.map { IdentifyingFact($0, .unknown(reason: field.reason)) }
            }
    }

    private func show() throws {
        let queries = try change.store.openForReading().queries
        let incident = try queries.incident(change.caseID)
        let context = try queries.context()
        let items =
            if let selection = evidence.selection {
                try incident.items(selection)
            } else {
                incident.evidence.compactMap { incident.custody.items[$0.id] }
            }
        try output.print(
            items.isEmpty
                ? "no evidence"
                : items.map { CustodyText.text($0, of: incident, in: context) }.joined(separator: "\n\n"),
            json: try WireJSON.line(items.map { CustodyShape($0, of: incident, in: context) }))
    }
}

/// `FIELD=REASON`: something that cannot be had, and why.
struct UnknownField: ExpressibleByArgument {
    let identifyingField: IdentifyingField?
    let handlerField: HandlerField?
    let reason: String

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        identifyingField = IdentifyingField.allCases.first { $0.option == parts[0] }
        handlerField = HandlerField(rawValue: String(parts[0]))
        guard identifyingField != nil || handlerField != nil else { return nil }
        reason = String(parts[1])
    }
}
