import EvidenceParsing
import Foundation
import Testing
import Vocabulary

/// Lines of logs with the values that another project expects of them, where they are at hand.
private enum Expectations {
    static let folder: URL = {
        if let named = ProcessInfo.processInfo.environment["CORDON_SHARED_DATA"] {
            return URL(fileURLWithPath: named).appendingPathComponent("crowdsec")
        }
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return root.deletingLastPathComponent().appendingPathComponent("shared/data/crowdsec")
    }()

    static var exist: Bool { FileManager.default.fileExists(atPath: folder.path) }

    /// One value that a parser of theirs expects of a line.
    struct Value {
        let parser: String
        let line: Int
        let key: String
        let value: String
    }

    /// Reads `results["s01-parse"]["crowdsecurity/sshd-logs"][0].Evt.Parsed["pid"] == "7"`.
    static func values(of file: URL) throws -> [Value] {
        let pattern =
            /results\["[^"]+"\]\["[^"]+\/(?<parser>[^"]+)"\]\[(?<line>\d+)\]\.Evt\.(?:Parsed|Meta)\["(?<key>[^"]+)"\] == "(?<value>.*)"/
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { text -> Value? in
            guard let match = try pattern.wholeMatch(in: text), let line = Int(match.output.line) else { return nil }
            let value = String(match.output.value).replacing("\\\"", with: "\"").replacing("\\\\", with: "\\")
            return Value(
                parser: String(match.output.parser), line: line, key: String(match.output.key), value: value)
        }
    }
}

@Suite("Values that other parsers expect")
struct ExpectedValueTests {
    /// Our fields for the values of their parsers.
    static let names: [String: [String: String]] = [
        "syslog-logs": [
            "program": "program", "pid": "pid", "message": "message", "timestamp": "timestamp",
            "timestamp8601": "timestamp", "syslog_priority": "priority", "machine": "hostname",
            "seq_id": "meta.sequenceId",
        ],
        "sshd-logs": [
            "program": "program", "pid": "pid", "message": "message", "sshd_client_ip": "src_ip",
            "sshd_invalid_user": "user", "source_ip": "src_ip", "target_user": "user", "machine": "hostname",
        ],
        "pam-logs": [
            "username": "user", "uid": "uid", "euid": "euid", "ruser": "ruser", "tty": "tty", "logname": "logname",
            "program": "program", "message": "message", "timestamp": "timestamp",
        ],
        "iptables-logs": [
            "src_ip": "src_ip", "dst_ip": "dst_ip", "src_port": "src_port", "dst_port": "dst_port", "proto": "PROTO",
            "length": "LEN", "int_eth": "IN", "source_ip": "SRC", "timestamp": "timestamp",
        ],
        "nginx-logs": [
            "remote_addr": "c-ip", "source_ip": "c-ip", "request": "cs-uri", "verb": "cs-method",
            "status": "sc-status", "body_bytes_sent": "sc-bytes", "http_user_agent": "cs-user-agent",
            "http_referer": "cs-referer", "http_version": "cs-version", "time_local": "timestamp",
            "time": "timestamp", "remote_user": "cs-username", "target_fqdn": "cs-host", "loglevel": "level",
            "pid": "pid", "tid": "tid", "cid": "connection", "username": "cs-username", "http_status": "sc-status",
            "http_verb": "cs-method",
        ],
        "apache2-logs": [
            "clientip": "c-ip", "client": "c-ip", "clientport": "c-port", "source_ip": "c-ip", "request": "cs-uri",
            "verb": "cs-method", "response": "sc-status", "bytes": "sc-bytes", "referrer": "cs-referer",
            "http_user_agent": "cs-user-agent", "ident": "identity", "auth": "cs-username",
            "httpversion": "cs-version", "timestamp": "timestamp", "target_fqdn": "cs-host", "port": "s-port",
            "module": "module", "loglevel": "level", "pid": "pid", "tid": "tid", "errorcode": "code",
            "username": "cs-username",
        ],
    ]

    /// Where we read otherwise, on purpose.
    static let explained: [String: [String]] = [
        // A packet in a packet has two lengths. Both are kept; theirs is the last one, the first is that of the packet.
        "iptables-logs": ["iptables-logs:3 length: 56 | 76"],
        "nginx-logs": [
            // They cut the scheme off targets that have one.
            "nginx_req_limit_exceeded:6 request: //example.com/ | https://example.com/",
            "nginx_req_limit_exceeded:7 request: //example.com/12&3.html | https://example.com/12&3.html",
            "nginx_req_limit_exceeded:8 request: //example.com/tes()%7B%7Dt123.html | https://example.com/tes()%7B%7Dt123.html",
            // The time of the line around is the record's: unlike that of nginx it has a zone.
            "pfsense-rfc5424-nginx:0 time: 2025/11/05 20:47:03 | 2025-11-05T20:47:03.000000+00:00",
        ],
    ]

    @Test(
        "the values that crowdsec's parsers expect by line are the ones we read",
        .enabled(if: Expectations.exist, "needs the shared sample logs; skipped where they are absent"),
        arguments: names.keys.sorted())
    func agreement(parser: String) throws {
        let names = try #require(Self.names[parser])
        var agreed = 0
        var differences: [String] = []
        for folder in try FileManager.default.contentsOfDirectory(
            at: Expectations.folder, includingPropertiesForKeys: nil
        ).sorted(by: { $0.path < $1.path }) {
            let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            guard let asserted = files.first(where: { $0.lastPathComponent == "parser.assert" }),
                let log = files.first(where: { $0.pathExtension == "log" })
            else { continue }
            let expected = try Expectations.values(of: asserted).filter { $0.parser == parser }
            guard !expected.isEmpty, let parsed = LogText.read(Array(try Data(contentsOf: log))) else { continue }
            for value in expected {
                guard let name = names[value.key] else { continue }
                let record = value.line < parsed.batch.count ? parsed.batch[value.line] : nil
                var ours = record?.value(named: name)?.text ?? "-"
                if name == "cs-version" { ours = ours.replacing("HTTP/", with: "") }
                if ours == value.value {
                    agreed += 1
                } else {
                    differences.append(
                        "\(folder.lastPathComponent):\(value.line) \(value.key): \(value.value) | \(ours)")
                }
            }
        }
        #expect(agreed > 0)
        #expect(differences == Self.explained[parser] ?? [])
    }
}
