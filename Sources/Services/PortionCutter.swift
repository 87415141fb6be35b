import EvidenceParsing
import Foundation
import Storage
import Vocabulary

/// Cuts one file, or one entry of a container, into portions that can be parsed on their own, reading no more than it must.
struct PortionCutter {
    /// Bytes asked of the file at a time.
    private static let blockLength = 1 << 20

    /// The parser for the next portion; nil where no format was recognised.
    private(set) var parser: (any EvidenceParser)?
    /// What the file is, where it holds others.
    private(set) var container: ContainerFormat?
    /// Why there is no parser, where it is no container either.
    private(set) var unread: UnreadContent?
    private let path: String
    private var bytes: Source
    private var window: [UInt8] = []
    private var offset: UInt64 = 0
    private var isLast = false
    /// Bytes read so far.
    private var length = 0

    /// Where the bytes come from.
    private enum Source {
        case file(FileHandle)
        /// Sealed evidence, hashed again as it is read: what was changed in the vault is not taken for evidence.
        case sealed(EvidenceReader, EvidenceBlocks)
        /// The present entry of a container; hashed where the container is sealed.
        case entry(ContainerReader, ContentHasher?)
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
                let reader = try vault.reader(of: id)
                bytes = .sealed(reader, reader.blocks(of: Self.blockLength, verifiesHash: true))
            } catch {
                throw ServiceFailure(error)
            }
        } else {
            guard let handle = FileHandle(forReadingAtPath: file.location) else {
                throw ServiceFailure(unreadable: file.path)
            }
            bytes = .file(handle)
        }
        try recognise(file, as: parser)
    }

    /// The entry that a reader came to.
    init(entry file: EvidenceFile, of reader: ContainerReader) throws(ServiceFailure) {
        path = file.path
        bytes = .entry(reader, file.container == nil ? nil : ContentHasher())
        try recognise(file, as: nil)
    }

    private mutating func recognise(_ file: EvidenceFile, as parser: (any EvidenceParser)?) throws(ServiceFailure) {
        while window.count < EvidenceFormats.headLength, try readBlock() {}
        let head = Array(window.prefix(EvidenceFormats.headLength))
        if parser == nil { container = ContainerFormat(head: head) }
        guard container == nil else { return }
        self.parser = parser ?? EvidenceFormats.parser(for: head, assuming: file.assumptions)
        guard self.parser == nil else { return }
        guard window.count >= EvidenceFormats.headLength, Self.endOfFill(window, from: 0, head.count) == head.count
        else {
            unread = UnreadRecognition.content(of: head, isWhole: window.count < EvidenceFormats.headLength)
            return
        }
        let isWhole = try readBehindFill()
        self.parser = EvidenceFormats.parser(behindZerosOf: window, assuming: file.assumptions)
        if self.parser == nil { unread = UnreadRecognition.content(of: head, isWhole: isWhole) }
    }

    /// Reads on behind one byte that the file begins with again and again, as far as another could stand.
    ///
    /// - Returns: Whether the file is nothing but this byte.
    private mutating func readBehindFill() throws(ServiceFailure) -> Bool {
        var end = 0
        repeat {
            end = Self.endOfFill(window, from: end, window.count)
            if end < window.count, window.count - end >= EvidenceFormats.headLength { return false }
            if end > EvidenceFormats.leadingZeros { return false }
        } while try readBlock()
        return end == window.count
    }

    /// Where the first byte stands that differs from the one at the beginning.
    private static func endOfFill(_ bytes: [UInt8], from start: Int, _ end: Int) -> Int {
        guard let first = bytes.first else { return 0 }
        return bytes[start..<end].firstIndex { $0 != first } ?? end
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

    // MARK: Containers and their entries

    /// The bytes of the container for reading at any place; of sealed ones the hash was seen to be right.
    mutating func openContainer() throws(ServiceFailure) -> ContainerFile {
        switch bytes {
        case .sealed(let reader, _):
            window = []
            while try readBlock() { window.removeAll(keepingCapacity: true) }
            return ContainerFile(reader)
        case .file(let handle): return try ContainerFile(handle, path)
        case .entry: throw ServiceFailure(code: "unreadable", subject: path, cause: "a container inside of another")
        }
    }

    /// The file with its identity, which an entry of sealed evidence has once it is read to its end.
    mutating func identified(_ file: EvidenceFile) throws(ServiceFailure) -> EvidenceFile {
        guard case .entry = bytes else { return file }
        while try readBlock() { window.removeAll(keepingCapacity: true) }
        guard case .entry(_, let whole?) = bytes else { return file }
        var file = file
        file.id = whole.id
        return file
    }

    /// How the reading ended.
    mutating func ending() throws(ServiceFailure) -> EvidenceEnding {
        let format = parser?.format ?? .unknown
        switch bytes {
        case .entry(let reader, _):
            return EvidenceEnding(format: format, bytes: length, rest: reader.ending, unread: unread)
        case .sealed(let reader, _):
            return EvidenceEnding(format: format, bytes: reader.size, rest: nil, unread: unread)
        case .file(let handle):
            var status = stat()
            let size = fstat(handle.fileDescriptor, &status) == 0 ? Int(status.st_size) : length
            return EvidenceEnding(format: format, bytes: max(length, size), rest: nil, unread: unread)
        }
    }

    /// Adds a block to the window; false at the end of the file.
    private mutating func readBlock() throws(ServiceFailure) -> Bool {
        let before = window.count
        switch bytes {
        case .file(let handle): try append(of: handle)
        case .sealed(let reader, var blocks):
            do throws(StorageError) {
                if let block = try blocks.next() { window += block }
            } catch {
                throw ServiceFailure(error)
            }
            bytes = .sealed(reader, blocks)
        case .entry(let reader, var hash):
            do {
                let block = try reader.read()
                hash?.update(block)
                window += block
            } catch {
                throw ServiceFailure(error, path)
            }
            bytes = .entry(reader, hash)
        }
        length += window.count - before
        return window.count > before
    }

    private mutating func append(of handle: FileHandle) throws(ServiceFailure) {
        var count = 0
        window.append(addingCapacity: Self.blockLength) { output in
            output.withUnsafeMutableBufferPointer { buffer, initialised in
                repeat {
                    count = read(handle.fileDescriptor, buffer.baseAddress, Self.blockLength)
                } while count < 0 && errno == EINTR
                initialised = max(count, 0)
            }
        }
        guard count >= 0 else { throw ServiceFailure(unreadable: path) }
    }
}
