/// All that is known for what it is and not read: marks as published by those who define the formats.
extension HeldContent {
    /// In the order in which a file is compared with them: what is known more sharply comes first.
    package static let all: [HeldContent] = artefacts + databases + memory + programs + disks + documents

    private static let strong = 0.35
    private static let fair = 0.2
    private static let weak = 0.08

    // MARK: What systems keep of files and programs

    private static let artefacts: [HeldContent] = [
        HeldContent(
            .masterFileTable, "NTFS master file table ($MFT)",
            tells: "Which files were on the disk, and when did they come, change and go?",
            readBy: "MFTECmd, analyzeMFT or plaso", value: strong,
            [[.bytes([0x46, 0x49, 0x4C, 0x45, 0x30, 0])], [.bytes([0x46, 0x49, 0x4C, 0x45, 0x2A, 0])]]),
        HeldContent(
            .changeJournal, "NTFS change journal ($UsnJrnl:$J)",
            tells: "Which files were made, renamed and deleted, and in which order?",
            readBy: "MFTECmd, usn.py or plaso", value: strong),
        HeldContent(
            .fileSystemLog, "NTFS transaction log ($LogFile)",
            tells: "What did the file system do last, deleted files included?",
            readBy: "LogFileParser or NTFS Log Tracker", value: fair, [[.text("RSTR"), .bytes([0x1E, 0], at: 4)]]),
        HeldContent(
            .amcache, "Amcache registry hive", tells: "Which programs were present and ran, with which digests?",
            readBy: "AmcacheParser, RegRipper or plaso", value: strong),
        HeldContent(
            .registryLog, "transaction log of a registry hive",
            tells: "Which last changes to the registry are not in its hive yet?",
            readBy: "Registry Explorer or RECmd, beside its hive", value: fair,
            [1, 2, 6].map { [.text("regf"), .bytes([$0, 0, 0, 0], at: 28)] }),
        HeldContent(
            .registryHive, "registry hive",
            tells: "What starts by itself, which services, accounts and programs are recorded in the registry?",
            readBy: "RECmd, RegRipper or plaso", value: strong, [[.text("regf")]]),
        HeldContent(
            .prefetch, "Prefetch file", tells: "When did a program run, how often, and which files did it load?",
            readBy: "PECmd or plaso", value: strong,
            [[.text("SCCA", at: 4)], [.text("MAM\u{04}")], [.bytes([0x4D, 0x41, 0x4D, 0x84])]]),
        HeldContent(
            .shortcut, "shortcut (LNK)", tells: "Which file was opened, from which disk or share, and when?",
            readBy: "LECmd or plaso", value: fair, [[.bytes([0x4C, 0, 0, 0] + shellLinkClass)]]),
        HeldContent(
            .jumpList, "jump list", tells: "Which files did a person open with a program, and when?",
            readBy: "JLECmd or plaso", value: fair),
        HeldContent(
            .recycleBin, "record of a deleted file ($I)", tells: "Which file was put into the recycle bin, and when?",
            readBy: "RBCmd or plaso", value: fair),
        HeldContent(
            .formerEventLog, "event log of Windows XP or Server 2003 (EVT)",
            tells: "What did an older Windows log?", readBy: "python-evt, LogParser or plaso", value: strong,
            [[.bytes([0x30, 0, 0, 0]), .text("LfLe", at: 4)]]),
        HeldContent(
            .thumbnails, "cache of thumbnails", tells: "Which pictures and documents were looked at?",
            readBy: "Thumbcache Viewer", value: weak, [[.text("CMMM"), .bytes([0, 0], at: 6)]]),
        HeldContent(
            .webCache, "history or cache of Internet Explorer (index.dat)",
            tells: "Which pages were visited, and what was downloaded?", readBy: "libmsiecf or plaso", value: fair,
            [[.text("Client UrlCache MMF Ver")]]),
        HeldContent(
            .defenderHistory, "detection history of Windows Defender",
            tells: "What did Defender find, where, and what did it do about it?",
            readBy: "DHParser or plaso; its events are in an event log that is read here", value: strong,
            [[.bytes([8, 0, 0, 0, 8, 0, 0, 0])]]),
        HeldContent(
            .unifiedLog, "Apple unified log (tracev3)", tells: "What did macOS and its programs log?",
            readBy: "UnifiedLogReader or macos-unifiedlogs", value: strong,
            [[.bytes([0, 0x10, 0, 0, 0x11, 0, 0, 0])]]),
        HeldContent(
            .systemLogDatabase, "Apple system log (ASL)", tells: "What did an older macOS log?",
            readBy: "plaso", value: fair, [[.text("ASL DB\u{00}")]]),
        HeldContent(
            .propertyList, "binary property list", tells: "Which settings and traces of use did a program keep?",
            readBy: "plutil or plaso", value: weak, [[.text("bplist0")]]),
    ]

    /// {00021401-0000-0000-C000-000000000046}, [MS-SHLLINK] 2.1.
    package static let shellLinkClass: [UInt8] = [1, 0x14, 2, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46]

    // MARK: Databases

    private static let databases: [HeldContent] = [
        HeldContent(
            .extensibleStorage, "ESE database (SRUM, web cache, search index or directory)",
            tells: "Which programs used the network, how much, and which pages were visited?",
            readBy: "SrumECmd, srum-dump, libesedb or plaso", value: strong,
            [[.bytes([0xEF, 0xCD, 0xAB, 0x89], at: 4)]]),
        HeldContent(
            .sqlite, "SQLite database, perhaps a browser history",
            tells: "Which pages were visited, and what was downloaded?",
            readBy: "sqlite3, SQLECmd, Hindsight or plaso", value: fair, [[.text("SQLite format 3\u{00}")]]),
        HeldContent(
            .sqliteLog, "write-ahead log of a SQLite database",
            tells: "Which last changes are not in their database yet, deleted rows included?",
            readBy: "sqlite3, beside its database", value: weak,
            [[.bytes([0x37, 0x7F, 0x06, 0x82])], [.bytes([0x37, 0x7F, 0x06, 0x83])]]),
    ]

    // MARK: Memory and networks

    private static let memory: [HeldContent] = [
        HeldContent(
            .hibernation, "hibernation file",
            tells: "What ran, which connections were open, when the system went to sleep?",
            readBy: "Volatility or Hibernation Recon", value: strong,
            ["HIBR", "hibr", "WAKE", "wake"].map { [.text($0), .bytes([0], at: 7)] }),
        HeldContent(
            .memoryImage, "image of memory (LiME or AVML)",
            tells: "What ran, which connections were open, what was injected where?",
            readBy: "Volatility or MemProcFS", value: strong,
            [
                [.text("EMiL"), .bytes([1, 0, 0, 0], at: 4)], [.text("EMiL"), .bytes([2, 0, 0, 0], at: 4)],
                [.text("AVML"), .bytes([2, 0, 0, 0], at: 4)],
            ]),
        HeldContent(
            .crashDump, "dump of memory by Windows", tells: "What was in the memory of the system or the process?",
            readBy: "WinDbg, Volatility or MemProcFS", value: strong,
            [[.text("PAGEDU64")], [.text("PAGEDUMP")], [.text("MDMP"), .bytes([0x93, 0xA7], at: 4)]]),
        HeldContent(
            .coreDump, "core dump (ELF)", tells: "What was in the memory of the process or the system?",
            readBy: "gdb, or Volatility where it is of a whole system", value: fair,
            [
                [.bytes(elf), .bytes([1], at: 5), .bytes([4, 0], at: 16)],
                [.bytes(elf), .bytes([2], at: 5), .bytes([0, 4], at: 16)],
            ]),
        HeldContent(
            .packetCapture, "packet capture", tells: "Who spoke to whom over the network, and what was said?",
            readBy: "Zeek or Suricata, whose logs are read here, or Wireshark", value: strong,
            [
                [.bytes([0xD4, 0xC3, 0xB2, 0xA1])], [.bytes([0xA1, 0xB2, 0xC3, 0xD4])],
                [.bytes([0x4D, 0x3C, 0xB2, 0xA1])], [.bytes([0xA1, 0xB2, 0x3C, 0x4D])],
                [.bytes([0x0A, 0x0D, 0x0D, 0x0A]), .bytes([0x4D, 0x3C, 0x2B, 0x1A], at: 8)],
                [.bytes([0x0A, 0x0D, 0x0D, 0x0A]), .bytes([0x1A, 0x2B, 0x3C, 0x4D], at: 8)],
            ]),
    ]

    // MARK: Programs

    private static let elf: [UInt8] = [0x7F, 0x45, 0x4C, 0x46]

    private static let programs: [HeldContent] = [
        HeldContent(
            .windowsProgram, "program or library of Windows (PE)", tells: "What does the program do?",
            readBy: "a sandbox, capa, YARA or a disassembler", value: fair),
        HeldContent(
            .unixProgram, "program or library (ELF)", tells: "What does the program do?",
            readBy: "a sandbox, capa, YARA or a disassembler", value: fair, [[.bytes(elf)]]),
        HeldContent(
            .macProgram, "program or library of macOS (Mach-O)", tells: "What does the program do?",
            readBy: "a sandbox, YARA or a disassembler", value: fair,
            [[.bytes([0xCF, 0xFA, 0xED, 0xFE])], [.bytes([0xCE, 0xFA, 0xED, 0xFE])]]),
    ]

    // MARK: Disks and archives

    private static let disks: [HeldContent] = [
        HeldContent(
            .encryptedVolume, "encrypted volume (LUKS or BitLocker)", tells: "What is on the volume?",
            readBy: "cryptsetup, dislocker or the system itself, with its key", value: strong,
            [[.bytes([0x4C, 0x55, 0x4B, 0x53, 0xBA, 0xBE])], [.text("-FVE-FS-", at: 3)]]),
        HeldContent(
            .encryptedFile, "encrypted file (OpenPGP, OpenSSL or age)", tells: "What is in the file?",
            readBy: "gpg, openssl or age, with its key", value: fair,
            [
                [.text("-----BEGIN PGP MESSAGE-----")], [.text("Salted__")], [.text("age-encryption.org/")],
                [.text("-----BEGIN AGE ENCRYPTED FILE-----")],
            ]),
        HeldContent(
            .diskImage, "image of a disk", tells: "Which files, logs and traces are on the disk?",
            readBy: "plaso, Sleuth Kit or a mount, read-only; the logs that it holds are read here", value: strong,
            [
                [.text("KDMV")], [.text("COWD")], [.text("# Disk DescriptorFile")],
                [.text("EVF"), .bytes([0x09, 0x0D, 0x0A, 0xFF, 0], at: 3)],
                [.text("LVF"), .bytes([0x09, 0x0D, 0x0A, 0xFF, 0], at: 3)],
                [.text("EVF2"), .bytes([0x0D, 0x0A, 0x81, 0], at: 4)], [.bytes([0x51, 0x46, 0x49, 0xFB])],
                [.text("vhdxfile")], [.text("conectix")], [.bytes([0x7F, 0x10, 0xDA, 0xBE], at: 64)],
                [.text("EFI PART", at: 512)], [.text("EFI PART", at: 4096)],
            ]),
        HeldContent(
            .volume, "image of a volume (file system)", tells: "Which files, logs and traces are on the volume?",
            readBy: "plaso, Sleuth Kit or a mount, read-only; the logs that it holds are read here", value: strong,
            [
                [.text("NTFS    ", at: 3), .bytes([0x55, 0xAA], at: 510)],
                [.text("EXFAT   ", at: 3), .bytes([0x55, 0xAA], at: 510)],
                [.text("FAT32   ", at: 82), .bytes([0x55, 0xAA], at: 510)],
                [.text("FAT16   ", at: 54), .bytes([0x55, 0xAA], at: 510)],
                [.text("XFSB")], [.text("CD001", at: 32769)], [.text("NXSB", at: 32)],
                // A superblock of ext: its magic, a sound state, and one of the three ways to meet an error.
                [.bytes([0x53, 0xEF, 1, 0, 1, 0], at: 1080)], [.bytes([0x53, 0xEF, 0, 0, 1, 0], at: 1080)],
                [.text("_BHRfS_M", at: 65600)],
            ]),
        HeldContent(
            .otherArchive, "archive of a kind that is not unpacked", tells: "Which files are in the archive?",
            readBy: "7-Zip, unrar, lz4 or wimlib; its files are read here once they are unpacked", value: fair,
            [
                [.text("Rar!\u{1A}\u{07}")], [.text("MSCF"), .bytes([0, 0, 0, 0], at: 4)],
                [.text("MSWIM"), .bytes([0, 0, 0], at: 5)], [.bytes([0x04, 0x22, 0x4D, 0x18])],
                [.bytes([0x1F, 0x9D])], [.text("!<arch>\n")], [.bytes([0xED, 0xAB, 0xEE, 0xDB])],
            ]),
    ]

    // MARK: Documents and images

    private static let documents: [HeldContent] = [
        HeldContent(
            .compoundDocument, "OLE document (Office, Outlook message or installer)",
            tells: "Does the document carry macros or a lure, and who wrote it?", readBy: "oletools or a sandbox",
            value: fair, [[.bytes([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])]]),
        HeldContent(
            .document, "document (PDF or RTF)", tells: "Does the document carry an exploit or a lure?",
            readBy: "pdfid, rtfobj or a sandbox", value: weak, [[.text("%PDF-")], [.text("{\\rtf")]]),
        HeldContent(
            .image, "picture", tells: "What does it show?", readBy: "a viewer, or exiftool for where and when",
            value: 0.03,
            [
                [.bytes([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])], [.bytes([0xFF, 0xD8, 0xFF])],
                [.text("GIF87a")], [.text("GIF89a")], [.text("RIFF"), .text("WEBP", at: 8)],
                [.bytes([0x49, 0x49, 0x2A, 0])], [.bytes([0x4D, 0x4D, 0, 0x2A])],
                [.text("BM"), .bytes([0, 0, 0, 0], at: 6), .bytes([0], at: 17)],
                [.bytes([0, 0, 1, 0]), .bytes([0], at: 5)],
            ]),
    ]
}
