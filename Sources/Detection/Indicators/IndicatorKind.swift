/// What an indicator names, which decides where and how it is looked for.
package enum IndicatorKind: String, CaseIterable, Sendable {
    case md5, sha1, sha256, sha512, imphash, ja3, ja3s, hassh
    /// The hexadecimal digest of a certificate or key.
    case certificate
    /// The base64 digest by which SSH names a key, without `SHA256:`.
    case sshKey = "ssh-key"
    case fileName = "file-name"
    case filePath = "file-path"
    case registryKey = "registry-key"
    case domain, address, network, url, email
    case userAgent = "user-agent"
    case service, task, account, mutex

    /// For people, in front of the value.
    var words: String {
        switch self {
        case .md5: "MD5 hash"
        case .sha1: "SHA-1 hash"
        case .sha256: "SHA-256 hash"
        case .sha512: "SHA-512 hash"
        case .imphash: "import hash"
        case .ja3: "JA3 fingerprint"
        case .ja3s: "JA3S fingerprint"
        case .hassh: "HASSH fingerprint"
        case .certificate: "certificate or key fingerprint"
        case .sshKey: "SSH key fingerprint SHA256:"
        case .fileName: "file name"
        case .filePath: "file path"
        case .registryKey: "registry key"
        case .domain: "domain"
        case .address: "address"
        case .network: "network"
        case .url: "URL"
        case .email: "e-mail address"
        case .userAgent: "user agent"
        case .service: "service"
        case .task: "scheduled task"
        case .account: "account"
        case .mutex: "mutex"
        }
    }

    /// Digits of kinds that are hexadecimal; empty for others.
    var hexLengths: [Int] {
        switch self {
        case .md5, .imphash, .ja3, .ja3s, .hassh: [32]
        case .sha1: [40]
        case .sha256: [64]
        case .sha512: [128]
        case .certificate: [32, 40, 64]
        default: []
        }
    }

    var isHexadecimal: Bool { !hexLengths.isEmpty }

    /// Whether upper and lower case are told apart.
    var isCaseSensitive: Bool { self == .sshKey || self == .userAgent }

    /// The field names in which whole values are compared: there is no other way to tell a name from a word.
    var role: FieldRoles.Roles {
        switch self {
        case .service: .service
        case .task: .task
        case .account: .account
        case .mutex: .mutex
        case .userAgent: .agent
        default: []
        }
    }

    /// The kind that people call by a name: `SHA-256`, `ip-dst`, `hostname`.
    init?(named name: some Collection<UInt8>) {
        let compact = String(
            decoding: name.lazy.map(CaseFolding.ascii).filter { $0 &- 0x61 < 26 || $0 &- 0x30 < 10 },
            as: UTF8.self)
        guard let kind = Self.names[compact] else { return nil }
        self = kind
    }

    private static let names: [String: IndicatorKind] = {
        var names: [String: IndicatorKind] = [:]
        let table: [(IndicatorKind, String)] = [
            (.md5, "md5 hashmd5 filehashmd5 md5hash filemd5"), (.sha1, "sha1 hashsha1 filehashsha1 sha1hash filesha1"),
            (.sha256, "sha256 hashsha256 filehashsha256 sha256hash filesha256"),
            (.sha512, "sha512 hashsha512 filehashsha512 sha512hash"), (.imphash, "imphash importhash"),
            (.ja3, "ja3 ja3fingerprintmd5 ja3fingerprint ja3hash"), (.ja3s, "ja3s ja3sfingerprintmd5 ja3shash"),
            (.hassh, "hassh hasshmd5 hasshservermd5 hasshserver"),
            (
                .certificate,
                "certificate x509fingerprintmd5 x509fingerprintsha1 x509fingerprintsha256 thumbprint keyfingerprint "
                    + "certificatethumbprint certificatefingerprint certthumbprint certfingerprint"
            ),
            (.sshKey, "sshkey sshfingerprint sshkeyfingerprint"),
            (.fileName, "filename file name processname"), (.filePath, "filepath path fullpath directory folder"),
            (.registryKey, "registrykey registry regkey"),
            (.domain, "domain hostname fqdn host domainname"),
            (.address, "address ip ipv4 ipv6 ipaddress ipsrc ipdst ipv4addr ipv6addr ipaddr"),
            (.network, "network cidr netblock subnet"), (.url, "url uri link"),
            (.email, "email emailsrc emaildst emailaddress emailaddr mail sender"),
            (.userAgent, "useragent httpuseragent"),
            (.service, "service servicename windowsservicename windowsservicedisplayname"),
            (.task, "task scheduledtask taskname windowsscheduledtask"),
            (.account, "account user username accountname useraccount targetuser"), (.mutex, "mutex mutexname mutant"),
        ]
        for (kind, words) in table {
            for word in words.split(separator: " ") { names[String(word)] = kind }
        }
        return names
    }()
}
