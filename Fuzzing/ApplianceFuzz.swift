import EvidenceParsing

@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    readAll(bytes, with: LineFormats.applianceLog)
    // The same events stand in lines of syslog.
    readAll(Array("Mar  1 10:00:00 fw1 ".utf8) + bytes, with: LineFormats.syslog)
    readAll(bytes, with: LineFormats.containerLog)
    return 0
}
