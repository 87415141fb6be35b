import EvidenceParsing

@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    readAll(bytes, with: LineFormats.dhcpServer)
    // What other servers say stands in lines of syslog.
    readAll(Array("Mar  1 10:00:00 gw dhcpd: ".utf8) + bytes, with: LineFormats.syslog)
    readAll(Array("Mar  1 10:00:00 gw dnsmasq-dhcp[9]: ".utf8) + bytes, with: LineFormats.syslog)
    return 0
}
