// One signature line of a note.

/// A signature as it stands in a note: `— NAME BASE64`, over the key id and the signature's bytes. It is only a claim.
public struct NoteSignature: Sendable, Hashable {
    public let name: String
    public let keyID: UInt32
    /// Without the key id; for a cosignature they begin with its time.
    public let bytes: [UInt8]

    init(name: String, keyID: UInt32, bytes: [UInt8]) {
        self.name = name
        self.keyID = keyID
        self.bytes = bytes
    }

    /// Reads a line without its newline.
    init(parsing line: some StringProtocol) throws(AuditFormatError) {
        let parts = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.elementsEqual("\u{2014}".utf8), KeyName.isValid(parts[1]),
            let blob = Base64.bytes(parts[2]), blob.count > 4
        else { throw AuditFormatError("A signature line reads '\u{2014} NAME BASE64'.") }
        self.init(
            name: String(parts[1]), keyID: BigEndian.number(blob.prefix(4)), bytes: Array(blob.dropFirst(4)))
    }

    /// The line with its newline.
    public var line: String {
        var blob: [UInt8] = []
        BigEndian.append(keyID, to: &blob)
        return "\u{2014} \(name) \(Base64.text(blob + bytes))\n"
    }

    /// Reads lines of signatures and nothing else: what a witness answers.
    public static func lines(parsing text: String) throws(AuditFormatError) -> [NoteSignature] {
        guard text.utf8.last == UInt8(ascii: "\n") else {
            throw AuditFormatError("Signature lines must end with a newline.")
        }
        let lines = text.utf8.dropLast().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard lines.count <= SignedNote.mostSignatures else {
            throw AuditFormatError("There are \(lines.count) signatures; \(SignedNote.mostSignatures) are the most.")
        }
        var signatures: [NoteSignature] = []
        for line in lines { signatures.append(try NoteSignature(parsing: Substring(line))) }
        return signatures
    }
}
