package import Vocabulary

/// Windows event logs: a file header, then chunks of 64 KiB that can be read on their own.
package struct EVTXParser: EvidenceParser {
    package init() {}

    package var format: EvidenceFormat { .evtx }

    package func recognises(_ head: [UInt8]) -> Bool {
        head.starts(with: EVTXLayout.fileMagic) || head.starts(with: EVTXLayout.chunkMagic)
    }

    package func portionLength(of window: ArraySlice<UInt8>, at offset: UInt64, isLast: Bool) -> Int {
        if offset == 0, window.starts(with: EVTXLayout.fileMagic) {
            if window.count >= EVTXLayout.fileHeaderSize { return EVTXLayout.fileHeaderSize }
            return isLast ? window.count : 0
        }
        let whole = min(window.count / EVTXLayout.chunkSize, ParsingLimits.chunksPerPortion)
        return whole > 0 ? whole * EVTXLayout.chunkSize : isLast ? window.count : 0
    }

    package func parse(_ portion: EvidencePortion) -> ParsedPortion {
        var builder = RecordBatchBuilder()
        return ParsedPortion(batch: builder.finish(), issues: [])
    }
}
