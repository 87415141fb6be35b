import EvidenceParsing

@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let parser = LineFormats.journalFile
    if parser.recognises(bytes) { readAll(bytes, with: parser.reading(bytes, assuming: .init())) }
    return 0
}
