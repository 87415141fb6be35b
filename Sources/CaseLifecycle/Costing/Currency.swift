/// A currency by its code of ISO 4217.
package struct Currency: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    package let code: String
    /// How many digits of an amount are minor units: 2 for cents, 0 for yen.
    package let minorDigits: Int

    /// Nil for a code that is not in use, since nobody could say what its minor unit is.
    package init?(_ code: String) {
        let code = code.uppercased()
        guard let digits = Self.digits[code] else { return nil }
        self.code = code
        minorDigits = digits
    }

    package init(from decoder: any Decoder) throws {
        let code = try decoder.singleValueContainer().decode(String.self)
        guard let currency = Currency(code) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a currency of ISO 4217"))
        }
        self = currency
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(code)
    }

    package var description: String { code }
    package static func < (left: Currency, right: Currency) -> Bool { left.code < right.code }

    /// The codes of ISO 4217 that money is paid in, by their digits.
    private static let digits: [String: Int] = {
        let table: [(digits: Int, codes: String)] = [
            (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"),
            (3, "BHD IQD JOD KWD LYD OMR TND"),
            (
                2,
                """
                AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF \
                CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF \
                IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR \
                MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD \
                SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD YER \
                ZAR ZMW
                """
            ),
        ]
        var digits: [String: Int] = [:]
        for row in table { for code in row.codes.split(separator: " ") { digits[String(code)] = row.digits } }
        return digits
    }()
}
