import EvidenceParsing
import Testing
import Vocabulary

@Suite("Audit logs of Windows' DHCP server")
struct DHCPServerTests {
    private static let page = """
        \t\tMicrosoft DHCP Service Activity Log


        Event ID  Meaning
        00\tThe log was started.
        10\tA new IP address was leased to a client.
        11\tA lease was renewed by a client.
        50+\tCodes above 50 are used for Rogue Server Detection information.

        QResult: 0: NoQuarantine, 1:Quarantine, 2:Drop Packet, 3:Probation,6:No Quarantine Information

        """
    private static let names = """
        ID,Date,Time,Description,IP Address,Host Name,MAC Address,User Name, TransactionID, QResult,Probationtime, CorrelationID,Dhcid,VendorClass(Hex),VendorClass(ASCII),UserClass(Hex),UserClass(ASCII),RelayAgentInformation,DnsRegError.

        """
    private static let rows = """
        00,03/01/26,09:59:58,Started,,,,,0,6,,,,,,,,,0
        10,03/01/26,10:00:00,Assign,10.0.0.5,ws5.corp.example,00155D0A0B0C,,3318434423,0,,,,0x4D53465420352E30,MSFT 5.0,,,,0
        12,03/01/26,18:30:00,Release,10.0.0.5,ws5.corp.example,00155D0A0B0C,,3318434424,0,,,,,,,,,0
        60,03/01/26,18:31:00,No DC is DS Enabled,,corp.example,,,0,6,,,,,,,,,0

        """

    @Test("an event has the names of its columns, those that all DHCP servers share, and a time in the server's zone")
    func lease() {
        let text = Self.page + Self.names + String(Self.rows.split(separator: "\n")[1]) + "\n"
        #expect(
            LogText.describe(text, assuming: TimeAssumptions(offsetInMinutes: 60)) == """
                2026-03-01T09:00:00.000000Z (60) - | dhcp | - | 10
                  ID = 10
                  timestamp = 03/01/26,10:00:00
                  Description = Assign
                  IP Address = 10.0.0.5
                  ~src_ip = 10.0.0.5
                  Host Name = ws5.corp.example
                  ~src_host = ws5.corp.example
                  MAC Address = 00155D0A0B0C
                  ~src_mac = 00:15:5d:0a:0b:0c
                  TransactionID = 3318434423
                  QResult = 0
                  VendorClass(Hex) = 0x4D53465420352E30
                  VendorClass(ASCII) = MSFT 5.0
                  DnsRegError = 0
                  ~Channel = dhcp
                  ~action = assign
                """)
        let batch = LogText.read(text)?.batch
        let common = batch.map { CommonFields($0.catalogue) }
        let record = batch?.records.first
        #expect(record.flatMap { common?.value(.sourceAddress, of: $0) }?.text == "10.0.0.5")
        #expect(record.flatMap { common?.value(.message, of: $0) }?.text == "Assign")
    }

    @Test("what happened to the address is said in the same words whatever the language of the server")
    func actions() {
        let text = """
            \t\tMicrosoft DHCP-Dienstaktivitätsprotokoll

            Ereignis-ID  Bedeutung
            ID,Datum,Uhrzeit,Beschreibung,IP-Adresse,Hostname,MAC-Adresse,Benutzername, Transaktions-ID
            10,03/01/26,10:00:00,Zuweisen,10.0.0.5,ws5,00155D0A0B0C,,1
            11,03/01/26,11:00:00,Erneuern,10.0.0.5,ws5,00155D0A0B0C,,1
            13,03/01/26,11:00:00,x,10.0.0.5,ws5,00155D0A0B0C,,1
            14,03/01/26,11:00:00,x,10.0.0.0,,00155D0A0B0C,,1
            15,03/01/26,11:00:00,x,10.0.0.5,ws5,00155D0A0B0C,,1
            16,03/01/26,11:00:00,x,10.0.0.5,ws5,,,1
            17,03/01/26,11:00:00,x,10.0.0.5,ws5,,,1
            30,03/01/26,11:00:00,x,10.0.0.5,ws5,,,1

            """
        #expect(
            LogText.values("action", in: text)
                == ["assign", "renew", "conflict", "exhausted", "deny", "delete", "expire", "-"])
        #expect(LogText.values("Description", in: text).first == "Zuweisen")
        #expect(LogText.read(text)?.issues == [])
    }

    @Test("events of IPv6 have the columns that servers write for them")
    func version6() {
        let text = """
            \t\tMicrosoft DHCPv6 Service Activity Log

            ID,Date,Time,Description,IPv6 Address,Host Name,Error Code, Duid Length, Duid Bytes(Hex),User Name,Dhcid,Subnet Prefix.
            11002,03/01/26,10:00:00,DHCPV6 Request,2001:db8::5,ws5,,14,000100012A2B2C2D00155D0A0B0C,anna,,
            11004,03/01/26,11:00:00,DHCPV6 Renew,,ws5,,14,000100012A2B2C2D00155D0A0B0C,,,64

            """
        #expect(LogText.values("IPv6 Address", in: text) == ["2001:db8::5", "-"])
        #expect(LogText.values("src_ip", in: text) == ["2001:db8::5", "-"])
        #expect(LogText.values("Duid Bytes(Hex)", in: text).first == "000100012A2B2C2D00155D0A0B0C")
        #expect(LogText.values("user", in: text) == ["anna", "-"])
        #expect(LogText.values("Subnet Prefix", in: text) == ["-", "64"])
        #expect(LogText.values("src_mac", in: text) == ["-", "-"])
    }

    @Test("a log is recognised with its first page, with the names of columns alone, and as events without either")
    func recognition() {
        for text in [Self.page + Self.names + Self.rows, Self.names + Self.rows, Self.rows, Self.page + Self.names] {
            #expect(EvidenceFormats.parser(for: Array(text.utf8))?.format == .dhcpServer)
        }
        #expect(LogText.read(Self.page + Self.names)?.batch.count == 0)
    }

    @Test(
        "other tables and other text are not taken for such a log",
        arguments: [
            "ID,Date,Time,Subject,From,To,Size\n10,03/01/26,10:00:00,Hello,a,b,5\n",
            "ID,Name,IP,MAC,User,Site,Owner\n10,ws5,10.0.0.5,00155D0A0B0C,anna,a,b\n",
            "ID,Name,IP,MAC,User,Site,Owner\n",
            "10\tA lease\n11\tanother\n", "10,03/01/26,10:00:00,Hello\n", "10,2026-03-01,10:00:00,a,b,c,d\n",
            "10,03/01/26,10:00:00,a,b,c,d\n10,03/01/26,10:00:00,a,b,c,d\n",
        ])
    func others(text: String) {
        #expect(EvidenceFormats.parser(for: Array(text.utf8))?.format != .dhcpServer)
    }

    @Test("a name with commas, which a client can give itself, puts no address of a network card where there is none")
    func commas() {
        let text = "10,03/01/26,10:00:00,Assign,10.0.0.5,a,00000000000B,00155D0A0B0C,,1,0,,,,,,,,,0\n"
        let record = LogText.read(Self.names + text)?.batch.records.first
        // What stands where the card should is shown for what it is: all that was in the line is there.
        #expect(record?.value(named: "User Name")?.text == "00155D0A0B0C")
        #expect(LogText.values("column_20", in: Self.names + text) == ["0"])
        #expect(LogText.values("src_mac", in: Self.names + text.replacing("00000000000B", with: "b c")) == ["-"])
    }

    @Test("the page before the events is neither read nor skipped, and the account closes")
    func account() throws {
        let text = Self.page + Self.names + Self.rows
        let account = try #require(LogText.read(text)?.account)
        #expect(account.closes)
        #expect(account.bytes == text.utf8.count)
        #expect(account.otherBytes == (Self.page + Self.names).utf8.count)
        #expect(account.recordsRead == 4)
    }

    @Test("portions of any length give the records of the whole, at their places in the file")
    func portions() {
        let bytes = Array((Self.page + Self.names + Self.rows).utf8)
        let whole = LogText.records(bytes, window: bytes.count)
        #expect(whole.count == 4)
        for window in [1, 7, 64, 333, 1000] { #expect(LogText.records(bytes, window: window) == whole) }
    }

    @Test("what is no event, no day and no time is kept and told, with its place")
    func damage() {
        let odd = "10,03/01/26,10:00:00,Assign\n10,13/41/26,10:00:00,Assign,10.0.0.6,,,\nother\n"
        let parsed = LogText.read(Self.names + Self.rows + odd)
        let start = UInt64((Self.names + Self.rows).utf8.count)
        #expect(parsed?.batch.count == 7)
        #expect(parsed?.issues.map(\.kind) == [.badTime, .unknownLine])
        #expect(parsed?.issues.map(\.offset) == [start + 28, start + 68])
    }

    @Test("a log that ends anywhere, or has any byte changed, is read as far as it goes")
    func hostile() throws {
        let bytes = Array((Self.page + Self.names + Self.rows).utf8)
        let parser = LineFormats.dhcpServer
        for count in 0...bytes.count {
            let parsed = parser.parse(EvidencePortion(bytes: Array(bytes.prefix(count)), offset: 0))
            #expect(parsed.account?.closes == true)
        }
        let rows = parser.parse(EvidencePortion(bytes: bytes, offset: 0)).batch.count
        for place in bytes.indices {
            for byte in [0, 0x0A, 0x2C, 0x2F, 0xFF] as [UInt8] {
                var changed = bytes
                changed[place] = byte
                let parsed = parser.reading(changed, assuming: LogText.assumptions)
                    .parse(EvidencePortion(bytes: changed, offset: 0))
                #expect(parsed.account?.closes == true)
                // Two lines can become one.
                #expect(parsed.batch.count >= rows - 1)
            }
        }
    }

    @Test("a line of commas ends at the limit of columns, and its rest is not lost")
    func manyColumns() {
        let text = Self.names + "10,03/01/26,10:00:00,Assign,10.0.0.5" + String(repeating: ",x", count: 500) + "\n"
        let last = LogText.values("column_67", in: text).first ?? ""
        #expect(last.hasPrefix("x,x,") && last.hasSuffix(",x"))
    }
}
