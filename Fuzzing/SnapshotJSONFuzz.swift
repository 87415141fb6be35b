import CaseLifecycle

/// Compiled together with the reader, which is a part of `Services`.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    do throws(SnapshotJSON.Problem) {
        let snapshot = try SnapshotJSON.read(Array(UnsafeBufferPointer(start: start, count: count)))
        let drift = Drift.between(snapshot, snapshot, ignoring: [])
        // Hits of a search differ from a baseline by being there; nothing else differs from itself.
        promise(drift.count == snapshot.kinds[.indicators]?.count ?? 0, "a state does not differ from itself")
        promise(drift.items.count <= Drift.keptItems, "differences are kept up to a number")
    } catch {
        promise(!error.text.isEmpty, "a problem has a reason")
    }
    return 0
}
