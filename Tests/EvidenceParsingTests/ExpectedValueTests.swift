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

    /// Reads the moments and the parts of JSON objects that are expected:
    /// `results[..][..][0].Evt.Unmarshaled["caddy"]["request"]["uri"] == "/"`.
    static func parts(of file: URL) throws -> [(line: Int, path: String, value: String)] {
        let pattern =
            /results\["[^"]+"\]\["[^"]+"\]\[(?<line>\d+)\]\.Evt\.(?<kind>Enriched|Unmarshaled)\["(?<name>[^"]+)"\](?<rest>(?:\["[^"]+"\])*) == "(?<value>.*)"/
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { text in
            guard let match = try pattern.wholeMatch(in: text), let line = Int(match.output.line) else { return nil }
            let isTime = match.output.kind == "Enriched" && match.output.name == "MarshaledTime"
            guard isTime || match.output.kind == "Unmarshaled" && !match.output.rest.isEmpty else { return nil }
            let path = match.output.rest.dropFirst(2).dropLast(2).split(separator: "\"][\"").joined(separator: ".")
            let value = String(match.output.value).replacing("\\\"", with: "\"").replacing("\\\\", with: "\\")
            return (line, path, value)
        }
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

    /// The folders whose logs are of a form that is read, with what is expected of them.
    private func cases() throws -> [(name: String, log: WholeFile, parts: [(line: Int, path: String, value: String)])] {
        try FileManager.default.contentsOfDirectory(at: Expectations.folder, includingPropertiesForKeys: nil)
            .sorted { $0.path < $1.path }
            .compactMap { folder in
                let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
                guard let asserted = files.first(where: { $0.lastPathComponent == "parser.assert" }),
                    let log = files.first(where: { $0.pathExtension == "log" })
                else { return nil }
                let parts = try Expectations.parts(of: asserted)
                guard !parts.isEmpty else { return nil }
                return (
                    folder.lastPathComponent,
                    WholeFile(Array(try Data(contentsOf: log)), assuming: LogText.assumptions), parts
                )
            }
    }

    // Their numbers count the events that reached a parser, not lines: an expectation is met by a record that has all of it.

    @Test(
        "the members of JSON objects that crowdsec's parsers expect are fields of one record",
        .enabled(if: Expectations.exist, "needs the shared sample logs; skipped where they are absent"))
    func members() throws {
        var agreed = 0
        var differences: [String] = []
        for (name, log, parts) in try cases() where log.format == .jsonLines || log.format == .json {
            let events = Dictionary(grouping: parts.filter { !$0.path.isEmpty }, by: \.line)
            for (line, expected) in events.sorted(by: { $0.key < $1.key }) {
                let isMet = log.records.contains { record in
                    expected.allSatisfy { (record.value(named: $0.path)?.text ?? "") == $0.value }
                }
                if isMet { agreed += expected.count } else { differences.append("\(name):\(line)") }
            }
        }
        #expect(agreed > 1000)
        // Fifteen lines of key=value among those of JSON: issues, not records.
        #expect(differences == (0..<15).map { "authelia-logs:\($0)" })
    }

    @Test(
        "the moments that crowdsec's parsers expect are the times of records, to the second",
        .enabled(if: Expectations.exist, "needs the shared sample logs; skipped where they are absent"))
    func moments() throws {
        var agreed = 0
        var differences: Set<String> = []
        for (name, log, parts) in try cases() where log.format != .unknown {
            let ours = Set(log.records.compactMap { $0.time?.moment.text(digits: 0) })
            for part in parts where part.path.isEmpty {
                guard let expected = Timestamp(iso8601: part.value)?.text(digits: 0) else { continue }
                if ours.contains(expected) { agreed += 1 } else { differences.insert("\(name) \(log.format)") }
            }
        }
        #expect(agreed > 150)
        #expect(
            differences.sorted() == [
                // Lines of other forms among those of JSON: issues, not records.
                "audiobookshelf-logs jsonLines", "authelia-logs jsonLines",
                // They take a time from within the message; the record's is when the container wrote it.
                "envoy-logs containerLog",
                // The line has its zone, -0700, which they leave out.
                "fortinet-vpn-bf applianceLog",
                // They take the time at which the request was made, a field; the record's is when it was written.
                "iis-xml-logs windowsXML",
                // A line without a year: they take the present one.
                "pf-logs syslog",
            ])
    }
}
