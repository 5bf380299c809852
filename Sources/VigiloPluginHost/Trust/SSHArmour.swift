// The text around a signature: two lines of dashes, and base64 between them.

import FoundationEssentials

/// What `ssh-keygen -Y sign` writes around a signature.
enum SSHArmour {
    private static let head = "-----BEGIN SSH SIGNATURE-----"
    private static let foot = "-----END SSH SIGNATURE-----"

    /// The bytes between the two lines; nil if the text is anything else.
    static func bytes(of text: [UInt8]) -> [UInt8]? {
        var lines = text.split(whereSeparator: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") })[...]
        guard lines.popFirst()?.elementsEqual(head.utf8) == true, lines.popLast()?.elementsEqual(foot.utf8) == true
        else {
            return nil
        }
        return base64(Array(lines.joined()))
    }

    /// Base64 with its padding and without anything in between; nil if it is not, or says nothing.
    ///
    /// The bits that the last character has too many must be zero, as OpenSSH wants them: there is one text for all bytes.
    static func base64(_ text: [UInt8]) -> [UInt8]? {
        guard let data = Data(base64Encoded: Data(text)), !data.isEmpty, data.base64EncodedData().elementsEqual(text)
        else { return nil }
        return [UInt8](data)
    }
}
