import EvidenceParsing
import Foundation
import Storage

/// Cuts one file into portions that can be parsed on their own, reading no more than it must.
struct PortionCutter {
    /// Bytes asked of the file at a time.
    private static let blockLength = 1 << 20

    /// The parser for the next portion; nil where no format was recognised.
    private(set) var parser: (any EvidenceParser)?
    private let path: String
    private var bytes: Source
    private var window: [UInt8] = []
    private var offset: UInt64 = 0
    private var isLast = false

    /// Where the bytes come from.
    private enum Source {
        case file(FileHandle)
        /// Sealed evidence, hashed again as it is read: what was changed in the vault is not taken for evidence.
        case sealed(EvidenceBlocks)
    }

    /// - Parameters:
    ///   - vault: Holds the files that have an id; nil for work on files as they lie.
    ///   - parser: Reads the file whatever it holds; nil where its content decides.
    init(
        _ file: EvidenceFile, vault: EvidenceVault? = nil, parser: (any EvidenceParser)? = nil
    ) throws(ServiceFailure) {
        path = file.path
        if let id = file.id, let vault {
            do throws(StorageError) {
                bytes = .sealed(try vault.reader(of: id).blocks(of: Self.blockLength, verifiesHash: true))
            } catch {
                throw ServiceFailure(error)
            }
        } else {
            guard let handle = FileHandle(forReadingAtPath: file.location) else {
                throw ServiceFailure(code: "unreadable", subject: file.path, cause: String(cString: strerror(errno)))
            }
            bytes = .file(handle)
        }
        while window.count < EvidenceFormats.headLength, try readBlock() {}
        self.parser =
            parser
            ?? EvidenceFormats.parser(
                for: Array(window.prefix(EvidenceFormats.headLength)), assuming: file.assumptions)
    }

    /// The next portion, or nil at the end of the file and for a file of unknown format.
    mutating func next() throws(ServiceFailure) -> EvidencePortion? {
        guard let parser else { return nil }
        while true {
            let length = parser.portionLength(of: window[...], at: offset, isLast: isLast)
            if length > 0, !window.isEmpty {
                // The window becomes the portion and its short rest the next window, so that little is copied.
                var next: [UInt8] = []
                next.reserveCapacity(window.count - length + Self.blockLength)
                next += window[length...]
                window.removeLast(window.count - length)
                defer {
                    window = next
                    offset += UInt64(length)
                }
                let portion = EvidencePortion(bytes: window, offset: offset)
                self.parser = parser.following(portion)
                return portion
            }
            if isLast { return nil }
            if try !readBlock() { isLast = true }
        }
    }

    /// Adds a block to the window; false at the end of the file.
    private mutating func readBlock() throws(ServiceFailure) -> Bool {
        switch bytes {
        case .file(let handle):
            var count = 0
            window.append(addingCapacity: Self.blockLength) { output in
                output.withUnsafeMutableBufferPointer { buffer, initialised in
                    repeat {
                        count = read(handle.fileDescriptor, buffer.baseAddress, Self.blockLength)
                    } while count < 0 && errno == EINTR
                    initialised = max(count, 0)
                }
            }
            guard count >= 0 else {
                throw ServiceFailure(code: "unreadable", subject: path, cause: String(cString: strerror(errno)))
            }
            return count > 0
        case .sealed(var blocks):
            defer { bytes = .sealed(blocks) }
            do throws(StorageError) {
                guard let block = try blocks.next() else { return false }
                window += block
                return true
            } catch {
                throw ServiceFailure(error)
            }
        }
    }
}
