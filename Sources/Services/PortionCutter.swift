import EvidenceParsing
import Foundation

/// Cuts one file into portions that can be parsed on their own, reading no more than it must.
struct PortionCutter {
    /// Bytes asked of the file at a time.
    private static let blockLength = 1 << 20

    /// The parser for the file's content; nil where no format was recognised.
    let parser: (any EvidenceParser)?
    private let path: String
    private let handle: FileHandle
    private var window: [UInt8] = []
    private var offset: UInt64 = 0
    private var isLast = false

    init(_ file: EvidenceFile) throws(ServiceFailure) {
        path = file.path
        guard let handle = FileHandle(forReadingAtPath: file.location) else {
            throw ServiceFailure(code: "unreadable", subject: file.path, cause: String(cString: strerror(errno)))
        }
        self.handle = handle
        while window.count < EvidenceFormats.headLength, let block = try Self.read(handle, path) { window += block }
        parser = EvidenceFormats.parser(for: Array(window.prefix(EvidenceFormats.headLength)))
    }

    /// The next portion, or nil at the end of the file and for a file of unknown format.
    mutating func next() throws(ServiceFailure) -> EvidencePortion? {
        guard let parser else { return nil }
        while true {
            let length = parser.portionLength(of: window[...], at: offset, isLast: isLast)
            if length > 0, !window.isEmpty {
                let portion = EvidencePortion(bytes: Array(window.prefix(length)), offset: offset)
                window.removeFirst(portion.bytes.count)
                offset += UInt64(portion.bytes.count)
                return portion
            }
            if isLast { return nil }
            if let block = try Self.read(handle, path) { window += block } else { isLast = true }
        }
    }

    private static func read(_ handle: FileHandle, _ path: String) throws(ServiceFailure) -> Data? {
        do {
            let block = try handle.read(upToCount: blockLength)
            return block?.isEmpty == false ? block : nil
        } catch {
            throw ServiceFailure(code: "unreadable", subject: path, cause: "\(error)")
        }
    }
}
