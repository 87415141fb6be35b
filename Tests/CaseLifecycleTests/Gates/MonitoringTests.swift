import CaseLifecycle
import Testing
import Vocabulary

@Suite("GATE-MONITORING")
struct MonitoringTests {
    private let gate = "GATE-MONITORING"

    private func begin(
        _ builder: CaseBuilder, seconds: Int64, signals: [String] = ["old addresses"], owner: String = "dora"
    ) -> CaseCommand {
        .recovery(
            .beginMonitoring(until: builder.context.now.advanced(bySeconds: seconds), signals: signals, owner: owner))
    }

    @Test("operations resume under a watch, and the case stays open until it is over")
    func window() throws {
        var builder = try CaseBuilder.recovered(["A"])
        #expect(builder.missing(gate, Step(.resume)).map { $0.hasPrefix("the watch for re-entry") } == [true])

        try builder.watch(hours: 73)

        #expect(builder.missing(gate, Step(.resume)).isEmpty)
        #expect(builder.missing(gate, Step(.close)).map { $0.hasPrefix("the end of the watch") } == [true])
        builder.wait(hours: 73)
        #expect(builder.missing(gate, Step(.close)).isEmpty)
    }

    @Test(
        "a watch of a minute, one that is over before it begins, and one without end are none",
        arguments: [60, 0, -3600, 72 * 3600 - 1, 8_000 * 365 * 86_400] as [Int64])
    func length(seconds: Int64) throws {
        var builder = try CaseBuilder.recovered(["A"])

        #expect(builder.refusal(of: begin(builder, seconds: seconds)) != nil)
    }

    @Test("somebody watches for something: an enabled person, and signals by name")
    func someone() throws {
        var builder = try CaseBuilder.recovered(["A"])
        let enough: Int64 = 100 * 3600
        for owner in ["robot", "nobody", ""] {
            #expect(builder.refusal(of: begin(builder, seconds: enough, owner: owner)) != nil)
        }
        for signals in [[], [""], ["old addresses", "."]] {
            #expect(builder.refusal(of: begin(builder, seconds: enough, signals: signals)) != nil)
        }
        try builder.run(begin(builder, seconds: enough))

        builder.organisation.apply(.people(event: .personDisabled(person: "dora")), Staff.before)

        #expect(builder.missing(gate, Step(.resume)).map { $0.hasPrefix("somebody who watches") } == [true])
    }

    @Test("a watch that is over, or nearly, when operations resume watches nothing")
    func overBefore() throws {
        var builder = try CaseBuilder.recovered(["A"])
        try builder.watch(hours: 73)
        builder.wait(hours: 2)
        #expect(builder.missing(gate, Step(.resume)).map { $0.hasPrefix("a watch for re-entry of 72 hours") } == [true])
        builder.wait(hours: 80)
        #expect(builder.missing(gate, Step(.resume)).map { $0.contains("that of dora ended at") } == [true])

        try builder.watch()

        #expect(builder.missing(gate, Step(.resume)) == [])
    }

    @Test("while who is to watch is disabled nobody watches, and the watch lasts longer by as much")
    func disabledMeanwhile() throws {
        var builder = try CaseBuilder.resumed(["A"])
        try builder.run(.advance, by: "ann")
        builder.wait(hours: 3)
        builder.roster(.personDisabled(person: "dora"))
        builder.wait(hours: 400)
        #expect(
            builder.missing(gate, Step(.close)).map { $0.prefix(20) } == [
                "the end of the watch", "somebody who watches",
            ])
        builder.roster(.personEnabled(person: "dora"))
        builder.wait(hours: 1)

        #expect(builder.missing(gate, Step(.close)).map { $0.hasPrefix("the end of the watch") } == [true])
        #expect(
            builder.warnings(of: try #require(Gate.named(gate)), for: .close) == [
                "dora, who is to watch, was disabled meanwhile, by which the watch is longer"
            ])
        #expect(builder.refusal(of: begin(builder, seconds: 1), by: "ann") != nil, "it is not shortened by a new one")
        builder.wait(hours: 70)
        #expect(builder.missing(gate, Step(.close)) == [])
    }

    @Test("who watched may leave when the watch is over")
    func leftAfterwards() throws {
        var builder = try CaseBuilder.resumed(["A"])
        builder.wait(hours: 80)
        builder.roster(.personDisabled(person: "dora"))
        builder.wait(hours: 1)

        #expect(builder.missing(gate, Step(.close)) == [])
    }

    @Test("who watches is found under the name of who that person turned out to be")
    func joinedWatcher() throws {
        var builder = try CaseBuilder.recovered(["A"])
        try builder.watch()
        builder.roster(.personJoined(person: "dora", into: "carl"))

        #expect(builder.missing(gate, Step(.resume)) == [])
        #expect(
            !builder.warnings(of: try #require(Gate.named("GATE-RESUME")), for: .resume).contains {
                $0.contains("dora")
            })
    }

    @Test("two who decide to do without a watch and turn out to be one have not decided")
    func joinedWaiver() throws {
        var builder = try CaseBuilder.recovered(["A"])
        try builder.run(.recovery(.proposeMonitoringWaiver(reason: "the building is sold")), by: "ann")
        let confirm = CaseCommand.recovery(.confirmMonitoringWaiver(reason: "nothing is left to watch"))
        try builder.run(confirm, by: "bob")
        #expect(builder.missing(gate, Step(.resume)) == [])
        builder.roster(.personJoined(person: "bob", into: "ann"))

        #expect(builder.missing(gate, Step(.resume)).count == 1)
        try builder.run(confirm, by: "eve")
        #expect(builder.missing(gate, Step(.resume)) == [])
    }

    @Test("a watch may be prolonged, never shortened")
    func shortened() throws {
        var builder = try CaseBuilder.recovered(["A"])
        try builder.watch(hours: 200)

        #expect(builder.refusal(of: begin(builder, seconds: 100 * 3600)) != nil)
        try builder.watch(hours: 300)
    }

    @Test("a gap of the sensors lengthens the watch by as much")
    func gap() throws {
        var builder = try CaseBuilder.recovered(["A"])
        try builder.watch(hours: 73)
        let start = builder.context.now
        builder.wait(hours: 10)
        let (from, to) = (start.advanced(bySeconds: 3600), start.advanced(bySeconds: 6 * 3600))
        let gap = CaseCommand.recovery(.recordSensorGap(from: from, to: to, what: "sensor 3 was off"))
        try builder.run(gap)

        #expect(
            builder.incident.recovery.monitoring?.end(in: builder.organisation, at: builder.now)
                == start.advanced(bySeconds: 78 * 3600))
        #expect(builder.refusal(of: gap) != nil)
        for (from, to) in [(to, from), (from, from), (start.advanced(bySeconds: -60), to)] {
            #expect(builder.refusal(of: .recovery(.recordSensorGap(from: from, to: to, what: "off"))) != nil)
        }
        builder.wait(hours: 63)
        #expect(builder.missing(gate, Step(.close)).count == 1)
        builder.wait(hours: 5)
        #expect(builder.missing(gate, Step(.close)).isEmpty)
    }

    @Test("a watch that runs is not waived, neither by who proposes it then nor by who proposed it before")
    func waivedWatch() throws {
        var builder = try CaseBuilder.recovered(["A"])
        let propose = CaseCommand.recovery(.proposeMonitoringWaiver(reason: "the building is sold"))
        let confirm = CaseCommand.recovery(.confirmMonitoringWaiver(reason: "nothing is left to watch"))
        try builder.run(propose, by: "ann")
        try builder.watch()

        for (command, person) in [(propose, "ann"), (confirm, "bob")] {
            guard case .impossible(let why) = builder.refusal(of: command, by: person) else {
                Issue.record("a watch that runs was waived")
                continue
            }
            #expect(why.contains("GATE-MONITORING"))
        }
        #expect(builder.missing(gate, Step(.close)).count == 1)
    }

    @Test("who decided that nobody watches stands beside the verdict, with the reason")
    func waiverIsSaid() throws {
        var builder = try CaseBuilder.recovered(["A"])
        try builder.run(.recovery(.proposeMonitoringWaiver(reason: "the building is sold")), by: "ann")
        try builder.run(.recovery(.confirmMonitoringWaiver(reason: "nothing is left to watch")), by: "bob")

        #expect(
            builder.warnings(of: try #require(Gate.named(gate)), for: .close).contains(
                "nobody watches for re-entry: waived by ann and bob: the building is sold"))
    }

    @Test("doing without takes two people; one is not enough, and neither is silence")
    func waiver() throws {
        var builder = try CaseBuilder.recovered(["A"])
        let confirm = CaseCommand.recovery(.confirmMonitoringWaiver(reason: "the building is sold"))
        #expect(builder.refusal(of: confirm, by: "bob") == .unknownItem("proposal to waive the monitoring"))
        #expect(builder.refusal(of: .recovery(.proposeMonitoringWaiver(reason: "n/a")), by: "ann") != nil)
        #expect(builder.refusal(of: .recovery(.proposeMonitoringWaiver(reason: "no network")), by: "carl") != nil)
        try builder.run(.recovery(.proposeMonitoringWaiver(reason: "no network is left")), by: "ann")

        #expect(builder.missing(gate, Step(.resume)).count == 1)
        for person in ["ann", "carl"] { #expect(builder.refusal(of: confirm, by: person) != nil) }
        try builder.run(confirm, by: "bob")
        #expect(builder.missing(gate, Step(.resume)).isEmpty && builder.missing(gate, Step(.close)).isEmpty)
    }

    @Test("the intruder seen again ends the watch and takes the case back; everything there is open again")
    func reappeared() throws {
        var builder = try CaseBuilder.resumed(["A", "B"])
        try builder.run(.advance)

        let events = try builder.run(
            .recovery(.reappeared(targets: [.system("A")], observed: "the old beacon", at: nil)), by: "dora")

        #expect(builder.incident.state == .containment && builder.incident.recovery.resumption == nil)
        #expect(events.contains(.responseChanged(targets: [.system("A")], to: .isolating)))
        #expect(builder.incident.responseState(of: .system("B")) == .verified)
        #expect(builder.missing(gate, Step(.close)).count == 1)
        #expect(builder.missing("GATE-ERADICATION-GRID", Step(.recover)).count == 1)
        #expect(builder.missing("GATE-BASELINE", Step(.resume)).count == 1)
        #expect(builder.refusal(of: .recovery(.reappeared(targets: [], observed: "somewhere", at: nil))) != nil)
    }

    @Test("a clock that is put back ends nothing early")
    func clock() throws {
        var builder = try CaseBuilder.recovered(["A"])
        try builder.watch(hours: 73)

        builder.now = Staff.start

        #expect(builder.missing(gate, Step(.close)).count == 1)
        #expect(builder.refusal(of: begin(builder, seconds: 60)) != nil)
    }

    @Test("no watch is begun before recovery")
    func early() throws {
        var builder = try CaseBuilder.eradicated(["A"])

        #expect(
            builder.refusal(of: begin(builder, seconds: 100 * 3600))
                == .wrongState(.eradication, needs: "a case in recovery: cordon case advance C-1"))
    }

    @Test("more is watched on the word of any who respond; less, or by somebody else, on that of a lead or deputy")
    func changed() throws {
        var builder = try CaseBuilder.resumed(["A"])
        func watch(_ signals: [String], _ owner: String = "dora", hours: Int64 = 100) -> CaseCommand {
            begin(builder, seconds: hours * 3600, signals: signals, owner: owner)
        }
        builder.hire("pia")

        for (command, name) in [
            (watch(["coffee machine"]), "carl"), (watch(["coffee machine"], "pia"), "pia"),
            (watch(["old addresses"], "carl"), "carl"), (watch(["old addresses", "decoys"]), "pia"),
        ] {
            guard case .roleNeeded = builder.refusal(of: command, by: name) else {
                Issue.record("\(name) took something from the watch")
                return
            }
        }
        try builder.run(watch(["Old addresses", "decoys"]), by: "carl")
        #expect(builder.incident.recovery.monitoring?.signals == ["Old addresses", "decoys"])
        #expect(builder.refusal(of: watch(["decoys"], "carl", hours: 90), by: "bob") != nil, "it is never shortened")
        try builder.run(watch(["decoys"], "carl", hours: 200), by: "bob")
        #expect(builder.incident.recovery.monitoring?.owner == "carl")
        let told = [
            "watched no longer: Old addresses, taken out by bob", "dora watches no longer: bob gave the watch to carl",
        ]
        #expect(builder.warnings(of: try #require(Gate.named(gate)), for: .close) == told)
        #expect(
            Array(builder.warnings(of: try #require(Gate.named("GATE-RESUME")), for: .review).suffix(2)) == told)
        try builder.run(watch(["decoys", "sinkhole"], "carl", hours: 300), by: "ann")
        #expect(builder.warnings(of: try #require(Gate.named(gate)), for: .close) == told, "that is not forgotten")
        try builder.run(watch(["decoys", "sinkhole", "old addresses"], "dora", hours: 300), by: "ann")
        #expect(
            builder.warnings(of: try #require(Gate.named(gate)), for: .close) == [
                "carl watches no longer: ann gave the watch to dora"
            ])
    }

    @Test("who was made a deputy for confirming that nobody watches stands beside the verdict")
    func freshWaiver() throws {
        var builder = try CaseBuilder.recovered(["A"])
        let granted = Stamp(time: builder.context.now, actor: Principal(account: "root"))
        builder.organisation.apply(.people(event: .roleGranted(person: "carl", role: .deputy)), granted)
        try builder.run(.recovery(.proposeMonitoringWaiver(reason: "the network is gone")), by: "ann")
        try builder.run(.recovery(.confirmMonitoringWaiver(reason: "I agree")), by: "carl")

        #expect(
            builder.warnings(of: try #require(Gate.named("GATE-MONITORING")), for: .resume).contains {
                $0.hasPrefix("carl is deputy only since")
            })
    }
}
