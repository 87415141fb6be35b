/// What a file is that is sealed and named, and that nothing here reads.
///
/// The raw values are in journals: they stay as they are.
package enum HeldKind: String, Hashable, Sendable, Codable, CaseIterable {
    // What Windows keeps of files and programs.
    case masterFileTable = "mft"
    case changeJournal = "usn-journal"
    case fileSystemLog = "ntfs-log"
    case amcache
    case registryLog = "registry-log"
    case registryHive = "registry-hive"
    case prefetch
    case shortcut = "lnk"
    case jumpList = "jump-list"
    case recycleBin = "recycle-bin"
    case formerEventLog = "evt"
    case thumbnails
    case webCache = "web-cache"
    case defenderHistory = "defender-history"
    // Databases.
    case extensibleStorage = "ese"
    case sqlite
    case sqliteLog = "sqlite-wal"
    // What macOS keeps.
    case unifiedLog = "tracev3"
    case systemLogDatabase = "asl"
    case propertyList = "plist"
    // Memory and networks.
    case hibernation
    case memoryImage = "memory"
    case crashDump = "crash-dump"
    case coreDump = "core-dump"
    case packetCapture = "pcap"
    // Programs, disks, documents.
    case windowsProgram = "pe"
    case unixProgram = "elf"
    case macProgram = "mach-o"
    case encryptedVolume = "encrypted-volume"
    case encryptedFile = "encrypted-file"
    case diskImage = "disk-image"
    case volume
    case otherArchive = "archive"
    case compoundDocument = "ole"
    case document
    case image
}
