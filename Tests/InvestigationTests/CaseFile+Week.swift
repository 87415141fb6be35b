/// Days of ordinary work, with which a test begins.
extension CaseFile {
    //  ADM ──svc──▶ A, B, C, D, one a day, for four days
    static func week(_ more: (inout CaseFile) throws -> Void = { _ in }) throws -> CaseFile {
        try CaseFile(1) {
            try $0.ownAddress("ADM.corp.example", second: 0, "10.0.0.1")
            try $0.ownAddress("WS9.corp.example", second: 1, "10.0.0.9")
            for (number, host) in ["A", "B", "C", "D"].enumerated() {
                let second = Int64(number) * 86_400 + 100
                try $0.networkLogon(host, second: second, session: "0x1\(number)", address: "10.0.0.1")
                try $0.service(host, second: second + 1, session: "0x1\(number)")
            }
            try more(&$0)
        }
    }
}
