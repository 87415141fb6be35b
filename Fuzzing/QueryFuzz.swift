import RecordSearch
import Vocabulary

/// A few records to ask.
private let segment: Segment? = {
    var builder = RecordBatchBuilder()
    let names = ["Computer", "Image", "LogonType", "Message"].map {
        builder.intern(FieldName($0, path: [.element($0)]))
    }
    for (number, host) in ["WS5.corp.example", "ws6", "Größe", ""].enumerated() {
        builder.beginRecord(position: 0, number: 0)
        builder.append(names[0], .utf8, host.utf8)
        builder.mark(.host)
        builder.append(names[1], .utf8, #"C:\Windows\System32\cmd.exe"#.utf8)
        builder.append(names[2], .numberText, "\(number)".utf8)
        builder.append(names[3], .utf8, String(repeating: "long text, 10.0.0.5 ", count: 20).utf8)
        if number > 0, let moment = Timestamp(unixSeconds: 1_767_225_600) { builder.setTime(moment, zone: .stated) }
        builder.endRecord()
    }
    guard let id = EvidenceID(hex: String(repeating: "ab", count: 32)) else { return nil }
    var collected = SegmentBuilder(seed: 1)
    _ = collected.add(builder.finish(), from: 0, of: IndexedFile(id), defaultHost: nil)
    guard var draft = collected.takeDraft() else { return nil }
    return try? Segment(ByteRegion(copying: draft.finish(firstRecords: [0]))) { $0.sealed }
}()

@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    do throws(QueryProblem) {
        let query = try Query(text)
        do throws(SegmentDamage) {
            promise(try segment?.records(matching: query).count ?? 0 <= 4, "more records than there are")
        } catch { promise(false, "a segment that is whole was held for damaged") }
    } catch {
        promise((1...text.unicodeScalars.count + 1).contains(error.column), "a column outside of the query")
    }
    return 0
}
