// A PEM file without what is nobody's business.

/// The text of a PEM file; its private keys are blanked before anything of it leaves this program.
struct PEMText {
    let name: String
    /// Where private keys begin, from 1.
    private(set) var privateKeyLines: [Int] = []
    /// The text with an empty line for each line of a private key, so that lines keep their numbers.
    private(set) var withoutPrivateKeys = ""

    init(_ text: String, name: String) {
        self.name = name == "-" ? "the standard input" : name
        var isInKey = false
        var lines: [String] = []
        // Bytes, since a carriage return and a line feed are one character of a Swift string.
        let lineEnd = UInt8(ascii: text.utf8.contains(UInt8(ascii: "\n")) ? "\n" : "\r")
        for (index, bytes) in text.utf8.split(separator: lineEnd, omittingEmptySubsequences: false).enumerated() {
            let line = String(decoding: bytes, as: UTF8.self)
            if line.contains("-----BEGIN ") { isInKey = false }
            if line.contains("-----BEGIN "), line.contains("PRIVATE KEY-----") {
                isInKey = true
                privateKeyLines.append(index + 1)
            }
            lines.append(isInKey ? "" : line)
            if line.contains("-----END ") { isInKey = false }
        }
        withoutPrivateKeys = lines.joined(separator: "\n")
    }
}
