import CaseLifecycle

@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let lines = bytes.count(where: { $0 == UInt8(ascii: "\n") }) + 1
    do throws(ChecksumManifest.Problem) {
        let entries = try ChecksumManifest.read(bytes)
        promise(entries.count <= lines, "a line has one entry at most")
        for (path, hash) in entries {
            promise(!path.isEmpty, "an entry has a path")
            promise(
                hash.utf8.count == 64 && hash.allSatisfy { $0.isASCII && $0.isHexDigit && !$0.isUppercase },
                "a hash is 64 digits in lower case")
        }
    } catch {
        promise((1...lines).contains(error.line) && !error.text.isEmpty, "a problem has a line and a reason")
    }
    return 0
}
