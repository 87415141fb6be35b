import Foundation

/// Everything below a folder, by the bytes of its names: a name need not be text.
struct FolderWalk {
    /// What a name stands for, once a link is followed.
    enum Kind {
        case file
        case folder
        case other(String)
    }

    /// Which file it is, whatever it is called.
    struct Identity: Hashable {
        let device: dev_t
        let number: ino_t

        /// The file behind a path, which ends in a zero; nil where there is none.
        init?(_ path: [CChar]) {
            var status = stat()
            guard stat(path, &status) == 0 else { return nil }
            (device, number) = (status.st_dev, status.st_ino)
        }
    }

    private let root: [UInt8]
    /// The root as the system knows it, with a slash at its end and all links followed.
    private let realRoot: [UInt8]
    private let leftOut: Identity?
    /// The regular files, by their path from the root, in no order.
    private(set) var files: [[UInt8]] = []
    /// All else that is no folder, and folders that could not be read.
    private(set) var notTaken: [(path: [UInt8], reason: String, isFolder: Bool)] = []

    /// Walks all folders below `root`; links to folders are not followed, so that a walk always ends.
    ///
    /// - Parameter leftOut: A folder to pass by, and to name among what was not taken.
    init(_ root: String, leavingOut leftOut: Identity?) {
        self.root = Array(root.utf8)
        realRoot = (Self.realPath(Array(root.utf8CString)) ?? Array(root.utf8)) + [UInt8(ascii: "/")]
        self.leftOut = leftOut
        var folders: [[UInt8]] = [[]]
        while let folder = folders.popLast() {
            if let leftOut, Identity(path(folder)) == leftOut {
                notTaken.append((folder, Self.storeItself, true))
                continue
            }
            for name in list(folder) {
                let below = folder.isEmpty ? name : folder + [UInt8(ascii: "/")] + name
                switch kind(of: below) {
                case .file: files.append(below)
                case .folder: folders.append(below)
                case .other(let reason): notTaken.append((below, reason, reason == Self.linkToFolder))
                }
            }
        }
    }

    /// The path of a name below the root, for the system: its bytes and a zero.
    func path(_ below: [UInt8]) -> [CChar] {
        (root + [UInt8(ascii: "/")] + below + [0]).map { CChar(bitPattern: $0) }
    }

    // An archive from elsewhere can hold a link to any file of this machine.
    private static let linkOutside = "a link to a file outside the folder: name that file, too, if it is evidence"
    /// Why the folder of the store is not taken.
    static let storeItself = "the store itself"
    private static let linkToFolder = "a link to a folder: name that folder, too, if it holds evidence"

    private func kind(of below: [UInt8]) -> Kind {
        let path = path(below)
        var status = stat()
        guard lstat(path, &status) == 0 else { return .other(String(cString: strerror(errno))) }
        if status.st_mode & S_IFMT == S_IFDIR { return .folder }
        let isLink = status.st_mode & S_IFMT == S_IFLNK
        guard stat(path, &status) == 0 else {
            return .other(errno == ENOENT ? "a link to nothing" : String(cString: strerror(errno)))
        }
        return switch status.st_mode & S_IFMT {
        case S_IFREG where isLink && !leadsInside(path): .other(Self.linkOutside)
        case S_IFREG: .file
        case S_IFDIR: .other(Self.linkToFolder)
        case S_IFIFO: .other("a pipe")
        case S_IFSOCK: .other("a socket")
        default: .other("a device")
        }
    }

    private func leadsInside(_ link: [CChar]) -> Bool { Self.realPath(link)?.starts(with: realRoot) ?? false }

    /// A path with all links followed; nil where it leads nowhere.
    private static func realPath(_ path: [CChar]) -> [UInt8]? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return Array(UnsafeRawBufferPointer(start: real, count: strlen(real)))
    }

    /// The names in a folder; one that cannot be read to its end is noted.
    private mutating func list(_ folder: [UInt8]) -> [[UInt8]] {
        guard let stream = opendir(path(folder)), let start = MemoryLayout<dirent>.offset(of: \.d_name) else {
            notTaken.append((folder, String(cString: strerror(errno)), true))
            return []
        }
        defer { closedir(stream) }
        var names: [[UInt8]] = []
        errno = 0
        while let entry = readdir(stream) {
            let room = Int(entry.pointee.d_reclen) - start
            let bytes = UnsafeRawBufferPointer(start: UnsafeRawPointer(entry) + start, count: max(0, room))
            let name = Array(bytes.prefix { $0 != 0 })
            if name != Array(".".utf8), name != Array("..".utf8) { names.append(name) }
            errno = 0
        }
        if errno != 0 { notTaken.append((folder, String(cString: strerror(errno)), true)) }
        return names
    }
}
