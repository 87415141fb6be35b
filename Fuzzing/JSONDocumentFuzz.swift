import EvidenceParsing
import Vocabulary

@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let head = Array(bytes.prefix(EvidenceFormats.headLength))
    readAll(bytes, with: JSONDocumentParser().reading(head, assuming: TimeAssumptions()))
    return 0
}
