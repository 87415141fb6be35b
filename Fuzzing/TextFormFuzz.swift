import EvidenceParsing

/// Text in UTF-16, and with carriage returns for line ends, by whatever reader knows it.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let head = Array(bytes.prefix(EvidenceFormats.headLength))
    if let parser = EvidenceFormats.parser(for: head) { readAll(bytes, with: parser) }
    return 0
}
