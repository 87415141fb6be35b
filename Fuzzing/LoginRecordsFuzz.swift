import EvidenceParsing

@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    for parser in LineFormats.loginRecords {
        readAll(Array(UnsafeBufferPointer(start: start, count: count)), with: parser)
    }
    return 0
}
