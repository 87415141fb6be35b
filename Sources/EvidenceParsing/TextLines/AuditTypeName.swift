/// Names of the types that the kernel's log writes as numbers (linux/audit.h): those that rules look for.
enum AuditTypeName {
    private static let names: [Int: String] = [
        1006: "LOGIN", 1100: "USER_AUTH", 1101: "USER_ACCT", 1102: "USER_MGMT", 1103: "CRED_ACQ", 1104: "CRED_DISP",
        1105: "USER_START", 1106: "USER_END", 1107: "USER_AVC", 1108: "USER_CHAUTHTOK", 1109: "USER_ERR",
        1110: "CRED_REFR", 1111: "USYS_CONFIG", 1112: "USER_LOGIN", 1113: "USER_LOGOUT", 1114: "ADD_USER",
        1115: "DEL_USER", 1116: "ADD_GROUP", 1117: "DEL_GROUP", 1123: "USER_CMD", 1124: "USER_TTY",
        1130: "SERVICE_START", 1131: "SERVICE_STOP", 1200: "DAEMON_START", 1201: "DAEMON_END", 1300: "SYSCALL",
        1302: "PATH", 1303: "IPC", 1304: "SOCKETCALL", 1305: "CONFIG_CHANGE", 1306: "SOCKADDR", 1307: "CWD",
        1309: "EXECVE", 1311: "IPC_SET_PERM", 1318: "OBJ_PID", 1319: "TTY", 1320: "EOE", 1321: "BPRM_FCAPS",
        1322: "CAPSET", 1323: "MMAP", 1325: "NETFILTER_CFG", 1326: "SECCOMP", 1327: "PROCTITLE",
        1330: "KERN_MODULE", 1331: "FANOTIFY", 1334: "BPF", 1400: "AVC", 1401: "SELINUX_ERR", 1403: "MAC_POLICY_LOAD",
        1404: "MAC_STATUS", 1405: "MAC_CONFIG_CHANGE", 1500: "APPARMOR", 1501: "APPARMOR_AUDIT",
        1502: "APPARMOR_ALLOWED", 1503: "APPARMOR_DENIED", 1700: "ANOM_PROMISCUOUS", 1701: "ANOM_ABEND",
    ]
    private static let bytes = names.mapValues { Array($0.utf8) }

    /// Nil for a type that stands as a name, or that is not known.
    static func of(_ bytes: Span<UInt8>, _ type: Range<Int>) -> [UInt8]? {
        bytes.number(type).flatMap { Self.bytes[$0] }
    }
}
