import CaseLifecycle
import Testing
import Vocabulary

@Suite("Money")
struct MoneyTests {
    @Test(
        "amounts have the digits of their currency",
        arguments: [
            ("33.65", "USD", "33.65 USD"), ("33.6", "USD", "33.60 USD"), ("33", "usd", "33.00 USD"),
            ("0.05", "EUR", "0.05 EUR"), ("-0.05", "EUR", "-0.05 EUR"), ("1500", "JPY", "1500 JPY"),
            ("1.234", "KWD", "1.234 KWD"), ("92233720368547758.07", "EUR", "92233720368547758.07 EUR"),
        ])
    func read(text: String, code: String, shown: String) throws {
        #expect(try Money(text, try #require(Currency(code))).description == shown)
    }

    @Test(
        "what is no amount is refused, and so is what cannot be counted",
        arguments: [
            ("", "EUR"), (".", "EUR"), ("1.", "EUR"), (".5", "EUR"), ("1.234", "EUR"), ("1.5", "JPY"), ("1,5", "EUR"),
            ("1e3", "EUR"), ("--1", "EUR"), ("+1", "EUR"), ("1 000", "EUR"), ("٣", "EUR"), ("1.2.3", "EUR"),
            ("92233720368547758.08", "EUR"), ("99999999999999999999", "EUR"),
        ])
    func refused(text: String, code: String) throws {
        let currency = try #require(Currency(code))

        #expect(throws: CaseRefusal.self) { try Money(text, currency) }
    }

    @Test("a currency is one of ISO 4217", arguments: ["", "EURO", "XXX", "BTC", "E U"])
    func unknown(code: String) { #expect(Currency(code) == nil) }
}
