/// Names of computers. They differ in nothing but the case of letters only where each letter is the other case of one
/// letter: what a language writes as several letters, or a sign that merely looks like a letter, is another name.
package enum MachineName {
    /// The name for comparing, and as it is listed: in upper case.
    package static func folded(_ name: some StringProtocol) -> String {
        // Nearly all are plain, and millions are compared.
        if name.utf8.allSatisfy({ $0 < 0x80 }) { return name.uppercased() }
        var folded = ""
        for scalar in name.unicodeScalars { folded.unicodeScalars.append(upper(scalar)) }
        return folded
    }

    private static func upper(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        let upper = scalar.properties.uppercaseMapping.unicodeScalars
        guard upper.count == 1, let letter = upper.first,
            letter.properties.lowercaseMapping.unicodeScalars.elementsEqual([scalar])
        else { return scalar }
        return letter
    }
}
