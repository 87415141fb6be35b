import CArchive

/// A container that libarchive reads.
///
/// Only the one format that our own eyes recognised is enabled, so that nothing is taken for what it is not.
final class ArchiveHandle: Unpacking {
    private let archive: OpaquePointer
    private let input: Input
    private let format: ContainerFormat
    /// The entry whose header was read last; libarchive owns it.
    private var entry: OpaquePointer?

    /// Nil where libarchive cannot open it, or finds no room.
    init?(_ format: ContainerFormat, _ source: any ContainerSource) {
        guard let archive = archive_read_new() else { return nil }
        self.archive = archive
        input = Input(source)
        self.format = format
        guard Self.enable(format, archive) else { return nil }
        let context = Unmanaged.passUnretained(input).toOpaque()
        archive_read_set_callback_data(archive, context)
        archive_read_set_read_callback(archive) { _, context, buffer in
            guard let context, let buffer else { return la_ssize_t(ARCHIVE_FATAL) }
            return Unmanaged<Input>.fromOpaque(context).takeUnretainedValue().next(buffer)
        }
        if source.size != nil {
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
        guard format.isCompressedFile else { return true }
        return archive_read_support_format_raw(archive) == ARCHIVE_OK
            && archive_read_support_format_empty(archive) == ARCHIVE_OK
    }

    var position: UInt64 { input.position }

    var failure: (any Error)? { input.failure }

    var consumed: UInt64 { UInt64(clamping: archive_filter_bytes(archive, -1)) }

    // A tar ends with blocks of zeros, and libarchive takes the end of the file for as good.
    var isCutOff: Bool { format == .tar && input.endsInData }

    var isEncrypted: Bool { archive_read_has_encrypted_entries(archive) > 0 }

    func nextHeader() -> UnpackingAnswer {
        entry = nil
        let answer = UnpackingAnswer(archive_read_next_header(archive, &entry))
        // Where a filter does not know the bytes for its own, libarchive would hand them on as they are.
        let isAsItWas = format.isCompressedFile && archive_filter_code(archive, 0) == ARCHIVE_FILTER_NONE
        return isAsItWas && answer == .done ? .fatal : answer
    }

    func read(into buffer: UnsafeMutableBufferPointer<UInt8>) -> (count: Int, answer: UnpackingAnswer) {
        let count = archive_read_data(archive, buffer.baseAddress, buffer.count)
        guard count < 0 else { return (count, count == 0 ? .end : .done) }
        return (0, UnpackingAnswer(CInt(truncatingIfNeeded: count)))
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
        return Int64(archive_entry_mtime(entry))
    }
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
    private(set) var endsInData = false
    private var lastIsZero = false

    init(_ source: any ContainerSource) { self.source = source }

    deinit { block.deallocate() }

    func next(_ buffer: UnsafeMutablePointer<UnsafeRawPointer?>) -> la_ssize_t {
        do {
            let bytes = try source.read(at: position, count: block.count)
            let count = block.update(fromContentsOf: bytes.prefix(block.count))
            buffer.pointee = UnsafeRawPointer(block.baseAddress)
            position += UInt64(count)
            if count == 0 { endsInData = !lastIsZero } else { lastIsZero = bytes.suffix(512).allSatisfy { $0 == 0 } }
            return count
        } catch {
            failure = error
            return la_ssize_t(ARCHIVE_FATAL)
        }
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
