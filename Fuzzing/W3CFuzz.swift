import EvidenceParsing

@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    readAll(Array(UnsafeBufferPointer(start: start, count: count)), with: W3CParser())
    return 0
}
