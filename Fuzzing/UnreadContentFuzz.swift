import EvidenceParsing

@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    for isWhole in [false, true] { _ = UnreadRecognition.content(of: bytes, isWhole: isWhole).words }
    return 0
}
