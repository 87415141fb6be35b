import Testing

@testable import Services

@Suite("Names that stand in a JSON text twice")
struct RepeatedNameTests {
    @Test(
        "a name that is there twice in one object is found, at any depth and however it is written",
        arguments: [
            (#"{"a":1,"a":2}"#, "a"), (#"{"k":{"D":"x","D":"y"}}"#, "D"), (#"{"a":[{"b":1 , "b" : 2}]}"#, "b"),
            (#"{"A":1,"\u0041":2}"#, "A"), (#"{"q\"":1,"q\"":2}"#, #"q""#),
        ])
    func found(text: String, name: String) {
        #expect(RepeatedName.first(in: Array(text.utf8)) == name)
    }

    @Test(
        "values, and names of different objects, may be alike",
        arguments: [
            #"{"a":"a","b":"a"}"#, #"{"a":{"a":{"a":1}},"b":{"a":1}}"#, #"{"a":["x","x",{"a":1},{"a":1}]}"#,
            #"{"a":"\"b\":1,\"b\":2"}"#, "[]", "",
        ])
    func alike(text: String) { #expect(RepeatedName.first(in: Array(text.utf8)) == nil) }
}
