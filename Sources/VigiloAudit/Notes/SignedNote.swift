// Signed notes, by C2SP signed-note.

/// A text and the signatures under it. Nothing of it is to be believed before ``verified(by:)``.
public struct SignedNote: Sendable, Hashable {
    /// The most signatures that are read; the specification asks for at least 16.
    public static let mostSignatures = 64
    /// The most bytes that are read.
    public static let mostBytes = 1 << 20

    /// What is signed; it ends with a newline.
    public let text: String
    public private(set) var signatures: [NoteSignature]

    /// A note of a text that ends with a newline and has no control characters but newlines.
    public init(text: String, signatures: [NoteSignature] = []) throws(AuditFormatError) {
        guard text.utf8.last == UInt8(ascii: "\n"), Self.hasOnlyNewlines(text.utf8) else {
            throw AuditFormatError("A note's text ends with a newline and has no other control characters.")
        }
        self.text = text
        self.signatures = signatures
    }

    /// Reads a note. The last empty line is where its signatures begin.
    public init(parsing bytes: some Collection<UInt8>) throws(AuditFormatError) {
        guard bytes.count <= Self.mostBytes else {
            throw AuditFormatError("A note of more than \(Self.mostBytes) bytes is not read.")
        }
        guard let note = String(validating: bytes, as: UTF8.self), Self.hasOnlyNewlines(note.utf8) else {
            throw AuditFormatError("A note is UTF-8 and has no control characters but newlines.")
        }
        let all = Array(note.utf8)
        let newline = UInt8(ascii: "\n")
        guard let gap = all.indices.last(where: { $0 > 0 && all[$0] == newline && all[$0 - 1] == newline }) else {
            throw AuditFormatError("A note's signatures stand after an empty line, and there is none.")
        }
        let signatures = String(decoding: all[(gap + 1)...], as: UTF8.self)
        try self.init(
            text: String(decoding: all[..<gap], as: UTF8.self), signatures: NoteSignature.lines(parsing: signatures))
    }

    public init(parsing text: String) throws(AuditFormatError) {
        try self.init(parsing: Array(text.utf8))
    }

    /// The note as it is sent and kept.
    public var fullText: String {
        text + "\n" + signatures.map(\.line).joined()
    }

    /// Adds a key's signature.
    public mutating func sign(with key: SignerKey, at time: UInt64 = 0) throws(AuditFormatError) {
        signatures.append(try key.sign(text, at: time))
    }

    /// Adds signatures that others made, each once.
    public mutating func add(_ others: [NoteSignature]) {
        for signature in others where !signatures.contains(signature) { signatures.append(signature) }
    }

    private static func hasOnlyNewlines(_ bytes: some Sequence<UInt8>) -> Bool {
        bytes.allSatisfy { $0 >= 0x20 || $0 == UInt8(ascii: "\n") }
    }
}
