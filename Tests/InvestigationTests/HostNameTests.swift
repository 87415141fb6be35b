import Testing

@testable import Investigation

@Suite("Names of computers")
struct HostNameTests {
    @Test(
        "a name is the computer's, without its domain, its share or its port",
        arguments: [
            ("WS5.corp.example", "WS5"), ("ws5$", "WS5"), ("host/ws5.corp.example", "WS5"), (#"\\WS5\share"#, "WS5"),
            (#"CORP\WS5"#, "WS5"), (#"CORP\ws5$"#, "WS5"), ("ws5:3389", "WS5"),
        ])
    func short(text: String, name: String) { #expect(HostName(text)?.short == name) }

    @Test("a sharp s is no double s: what a language writes as several letters is another name")
    func foldedLetters() {
        #expect(HostName("stra\u{DF}e-1") != HostName("STRASSE-1"))
        #expect(HostName("m\u{FC}ller-1") == HostName("M\u{DC}LLER-1"))
    }

    @Test(
        "an address is no name, and no part of it is",
        arguments: ["2001:db8::1", "fe80::1", "::1", "10.0.0.1", "10.0.0.1:3389", "[2001:db8::1]:3389"])
    func address(text: String) { #expect(HostName(text) == nil) }
}
