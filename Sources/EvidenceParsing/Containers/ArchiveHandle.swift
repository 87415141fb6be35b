import CArchive

/// A container that libarchive reads.
///
/// Only the one format that our own eyes recognised is enabled, so that nothing is taken for what it is not.
final class ArchiveHandle: Unpacking {
    private let archive: OpaquePointer
    private let input: Input
    /// The source up to its end, where that can be told from the source.
    private let compressed: CompressedSource?
    private let format: ContainerFormat
    /// The entry whose header was read last; libarchive owns it.
    private var entry: OpaquePointer?
    private var hasEnded = false
    /// What libarchive gave of the present entry and was not handed on; libarchive owns it up to the next call.
    private var given = UnsafeRawBufferPointer(start: nil, count: 0)
    /// Zeros before it, where the entry has a hole.
    private var hole: Int64 = 0
    /// Where what was handed on of the entry ends, in bytes.
    private var handedOn: Int64 = 0
    /// What came with the last bytes, to be told behind them.
    private var damage: UnpackingAnswer?
    private(set) var unknownMethod: CompressionMethod?

    /// Nil where libarchive cannot open it, or finds no room.
    init?(_ format: ContainerFormat, _ source: any ContainerSource) {
        guard let archive = archive_read_new() else { return nil }
        self.archive = archive
        let compressed = CompressedSource(format, source)
        self.compressed = compressed
        input = Input(compressed ?? source)
        self.format = format
        guard Self.enable(format, archive) else { return nil }
        let context = Unmanaged.passUnretained(input).toOpaque()
        archive_read_set_callback_data(archive, context)
        archive_read_set_read_callback(archive) { _, context, buffer in
            guard let context, let buffer else { return la_ssize_t(ARCHIVE_FATAL) }
            return Unmanaged<Input>.fromOpaque(context).takeUnretainedValue().next(buffer)
        }
        if compressed == nil, source.size != nil {
            archive_read_set_skip_callback(archive) { _, context, count in
                guard let context else { return 0 }
                return Unmanaged<Input>.fromOpaque(context).takeUnretainedValue().skip(count)
            }
            archive_read_set_seek_callback(archive) { _, context, offset, origin in
                guard let context else { return la_int64_t(ARCHIVE_FATAL) }
                return Unmanaged<Input>.fromOpaque(context).takeUnretainedValue().seek(offset, origin)
            }
        }
        guard UnpackingAnswer(archive_read_open1(archive)) != .fatal else { return nil }
    }

    deinit { archive_read_free(archive) }

    private static func enable(_ format: ContainerFormat, _ archive: OpaquePointer) -> Bool {
        let code: CInt =
            switch format {
            // GzipHandle reads it.
            case .gzip: CInt(ARCHIVE_FATAL)
            case .bzip2: archive_read_support_filter_bzip2(archive)
            case .xz: archive_read_support_filter_xz(archive)
            case .zstd: archive_read_support_filter_zstd(archive)
            case .zip: archive_read_support_format_zip(archive)
            case .tar: archive_read_support_format_tar(archive)
            case .sevenZip: archive_read_support_format_7zip(archive)
            }
        guard code == ARCHIVE_OK else { return false }
        // As `tar -i`: what stands behind the zeros that end an archive is read, too.
        if format == .tar { return archive_read_set_options(archive, "tar:read_concatenated_archives") == ARCHIVE_OK }
        guard format.isCompressedFile else { return true }
        return archive_read_support_format_raw(archive) == ARCHIVE_OK
            && archive_read_support_format_empty(archive) == ARCHIVE_OK
    }

    var position: UInt64 { input.position }

    var failure: (any Error)? { input.failure }

    var consumed: UInt64 { UInt64(clamping: archive_filter_bytes(archive, -1)) }

    var end: UInt64? {
        if let compressed { return compressed.end }
        return hasEnded && format.isCompressedFile ? consumed : nil
    }

    var tail: Int? { format == .tar ? input.tail(unused: position - min(position, consumed)) : nil }

    // A tar ends with blocks of zeros, and libarchive takes the end of the file for as good.
    var isCutOff: Bool { format == .tar && input.endsInData }

    var isEncrypted: Bool { archive_read_has_encrypted_entries(archive) > 0 }

    func nextHeader() -> UnpackingAnswer {
        entry = nil
        given = UnsafeRawBufferPointer(start: nil, count: 0)
        (hole, handedOn, damage) = (0, 0, nil)
        let answer = UnpackingAnswer(archive_read_next_header(archive, &entry))
        // What an entry could not be unpacked for is why there is no next one, too.
        if answer != .fatal { unknownMethod = nil }
        // Where a filter does not know the bytes for its own, libarchive would hand them on as they are.
        let isAsItWas = format.isCompressedFile && archive_filter_code(archive, 0) == ARCHIVE_FILTER_NONE
        return isAsItWas && answer == .done ? .fatal : answer
    }

    func read(into buffer: UnsafeMutableBufferPointer<UInt8>) -> (count: Int, answer: UnpackingAnswer) {
        // `archive_read_data` forgets what it has copied where it comes to damage.
        var count = 0
        while count < buffer.count {
            if hole == 0, given.isEmpty {
                let answer = nextBlock()
                if answer != .done, hole == 0, given.isEmpty {
                    hasEnded = answer == .end && count == 0
                    return (count, answer == .end && count > 0 ? .done : answer)
                }
                damage = answer == .done ? nil : answer
            }
            let rest = UnsafeMutableBufferPointer(rebasing: buffer[count...])
            count += hole > 0 ? fillHole(rest) : handOn(to: rest)
            if let damage, hole == 0, given.isEmpty {
                self.damage = nil
                return (count, damage)
            }
        }
        return (count, .done)
    }

    /// Asks libarchive for more of the entry. Bytes can come with any answer.
    private func nextBlock() -> UnpackingAnswer {
        var start: UnsafeRawPointer?
        var count = 0
        var offset: la_int64_t = handedOn
        let answer = UnpackingAnswer(archive_read_data_block(archive, &start, &count, &offset))
        if answer == .failed || answer == .fatal, let message = archive_error_string(archive) {
            unknownMethod = CompressionMethod(message: String(cString: message))
        }
        guard answer != .end, let start, count > 0 else { return answer }
        guard offset >= handedOn else { return .failed }
        given = UnsafeRawBufferPointer(start: start, count: count)
        hole = offset - handedOn
        return answer
    }

    private func fillHole(_ buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
        let count = Int(min(Int64(buffer.count), hole))
        UnsafeMutableBufferPointer(rebasing: buffer[..<count]).update(repeating: 0)
        hole -= Int64(count)
        handedOn += Int64(count)
        return count
    }

    private func handOn(to buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
        let count = min(buffer.count, given.count)
        _ = buffer.update(fromContentsOf: given[..<count])
        given = UnsafeRawBufferPointer(rebasing: given[count...])
        handedOn += Int64(count)
        return count
    }

    var kind: UnpackedKind {
        guard let entry else { return .device }
        if archive_entry_hardlink(entry) != nil || archive_entry_hardlink_utf8(entry) != nil { return .link }
        let isEncrypted = archive_entry_is_data_encrypted(entry) != 0 || archive_entry_is_metadata_encrypted(entry) != 0
        // The kinds of `stat`; an archive need not say one.
        switch archive_entry_filetype(entry) & 0o170_000 {
        case 0, 0o100_000: return isEncrypted ? .encrypted : .file
        case 0o040_000: return .folder
        case 0o120_000: return .link
        default: return .device
        }
    }

    var name: [UInt8] {
        guard let entry, let text = archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry) else {
            return []
        }
        let kept = ContainerLimits.nameLength + 1
        var name: [UInt8] = []
        while name.count < kept, text[name.count] != 0 { name.append(UInt8(bitPattern: text[name.count])) }
        return name
    }

    var lastWritten: Int64? {
        guard let entry, archive_entry_mtime_is_set(entry) != 0 else { return nil }
        let seconds = Int64(archive_entry_mtime(entry))
        return seconds < Self.firstDate ? nil : seconds
    }

    /// 2 January 1980. Writers who know no date write 0, or the first of MS-DOS, in whatever zone: 1 January 1980.
    private static let firstDate: Int64 = 315_619_200
}

extension UnpackingAnswer {
    /// How libarchive answers.
    fileprivate init(_ code: CInt) {
        switch code {
        case ARCHIVE_OK: self = .done
        case ARCHIVE_EOF: self = .end
        case ARCHIVE_WARN: self = .warning
        case ARCHIVE_RETRY, ARCHIVE_FAILED: self = .failed
        default: self = .fatal
        }
    }
}

/// Hands the bytes of a source to libarchive.
private final class Input {
    private let source: any ContainerSource
    private let block = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: ContainerLimits.blockLength)
    private(set) var position: UInt64 = 0
    private(set) var failure: (any Error)?
    /// Whether the source gave all it has, and no block of zeros at last.
    var endsInData: Bool { hasEnded && zeros < 512 }
    private var hasEnded = false
    /// The zeros at the end of what was given, 512 at most.
    private var zeros = 0

    init(_ source: any ContainerSource) { self.source = source }

    deinit { block.deallocate() }

    func next(_ buffer: UnsafeMutablePointer<UnsafeRawPointer?>) -> la_ssize_t {
        do {
            let bytes = try source.read(at: position, count: block.count)
            let count = block.update(fromContentsOf: bytes.prefix(block.count))
            buffer.pointee = UnsafeRawPointer(block.baseAddress)
            position += UInt64(count)
            hasEnded = count == 0
            if count > 0 { countZeros(bytes.prefix(count)) }
            return count
        } catch {
            failure = error
            return la_ssize_t(ARCHIVE_FATAL)
        }
    }

    private func countZeros(_ bytes: ArraySlice<UInt8>) {
        let run = bytes.suffix(512).reversed().prefix { $0 == 0 }.count
        zeros = run == bytes.count ? min(zeros + run, 512) : run
    }

    func tail(unused: UInt64) -> Int? {
        guard hasEnded, (1..<512).contains(unused) else { return nil }
        return unused > UInt64(zeros) ? Int(unused) : 0
    }

    func skip(_ count: la_int64_t) -> la_int64_t {
        guard count > 0, let size = source.size, position < size else { return 0 }
        let step = min(UInt64(count), size - position)
        position += step
        return la_int64_t(step)
    }

    func seek(_ offset: la_int64_t, _ origin: CInt) -> la_int64_t {
        guard let size = source.size else { return la_int64_t(ARCHIVE_FATAL) }
        // SEEK_SET, SEEK_CUR and SEEK_END.
        let base = origin == 0 ? 0 : origin == 1 ? Int64(clamping: position) : Int64(clamping: size)
        let (place, overflow) = base.addingReportingOverflow(offset)
        guard !overflow, place >= 0 else { return la_int64_t(ARCHIVE_FATAL) }
        position = min(UInt64(place), size)
        return la_int64_t(position)
    }
}
