import EvidenceParsing
import Testing
import Vocabulary

@Suite("Shell histories")
struct ShellHistoryTests {
    @Test("bash: the lines behind a time are one command; lines before the first time are a command each")
    func bash() {
        #expect(
            LogText.describe("reboot\n#1772359200\nls -la\n#1772359201\nfor a in b\ndo c\ndone\n") == """
                no time - | shell_history | - | -
                  command = reboot
                  ~CommandLine = reboot
                  ~Channel = shell_history
                2026-03-01T10:00:00.000000Z - | shell_history | - | -
                  timestamp = 1772359200
                  command = ls -la
                  ~CommandLine = ls -la
                  ~Channel = shell_history
                2026-03-01T10:00:01.000000Z - | shell_history | - | -
                  timestamp = 1772359201
                  command = for a in b
                do c
                done
                  ~CommandLine = for a in b
                do c
                done
                  ~Channel = shell_history
                """)
    }

    @Test("zsh: a time, how long the command took, and the command with its further lines")
    func zsh() {
        let text = ": 1772359200:0;ls\n: 1772359201:12;echo a\\\nb; c\n"
        #expect(LogText.values("command", in: text) == ["ls", "echo a\\\nb; c"])
        #expect(LogText.values("duration", in: text) == ["0", "12"])
    }

    @Test("a time at the end of the file is a record without a command")
    func cut() { #expect(LogText.values("command", in: "#1772359200\nls\n#1772359201\n") == ["ls", "-"]) }

    @Test(
        "scripts with comments are no histories",
        arguments: ["#!/bin/sh\nls\n", "#1\nls\n", "# 1772359200\nls\n", "ls\ncd\n"])
    func others(text: String) { #expect(LogText.describe(text) == "not recognised") }

    @Test("a portion ends before a time")
    func portions() {
        let bytes = Array("#1772359200\na\nb\n#1772359201\nc\nd\n#1772359202\ne\n".utf8)
        let whole = LogText.records(bytes, window: bytes.count)
        for size in [1, 13, 17, 30] { #expect(LogText.records(bytes, window: size) == whole) }
    }

    @Test("zsh: letters of which it writes a byte as two are read as they were typed")
    func escapedLetters() throws {
        var bytes = Array(": 1772359200:0;cat ".utf8)
        // Each byte from 0x83 to 0xA2 stands behind 0x83 with its sixth bit turned.
        for byte in "Ä日".utf8 { bytes += (0x83...0xA2).contains(byte) ? [0x83, byte ^ 0x20] : [byte] }
        let parsed = try #require(LogText.read(bytes + [0x0A] + Array(": 1772359201:0;ls ü\n".utf8)))
        #expect(parsed.batch.records.map { $0.value(named: "command")?.text } == ["cat Ä日", "ls ü"])
        #expect(parsed.batch.records.map { $0.value(named: "CommandLine")?.text } == ["cat Ä日", "ls ü"])
    }
}
