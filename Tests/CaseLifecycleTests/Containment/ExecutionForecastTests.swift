import CaseLifecycle
import Testing

@Suite("How long an order takes to reach everything")
struct ExecutionForecastTests {
    @Test(
        "nine in ten calls are made within the limits of one interface",
        arguments: [
            (0, 0), (1, 0), (100, 0), (111, 0), (112, 60), (1_000, 480), (1_666, 840), (1_667, 3_600), (2_000, 3_720),
            (10_000, 18_840),
        ])
    func skew(targets: Int, seconds: Int) {
        #expect(ExecutionForecast(targets: targets).skewInSeconds == seconds)
    }

    @Test("what one interface cannot take is said before the plan is approved", arguments: [100, 101, 1_501])
    func warned(targets: Int) {
        let warnings = ExecutionForecast(targets: targets).warnings

        #expect(warnings.isEmpty == (targets == 100))
        #expect(warnings.first?.contains("1500 calls an hour") ?? false == (targets > 1_500))
    }
}
