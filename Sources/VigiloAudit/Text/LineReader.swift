// Text by lines, where the lines at the end are somebody else's.

/// Reads lines that end with a newline, from the first on.
struct LineReader {
    private var remaining: Substring.UTF8View

    init(_ text: String) {
        remaining = Substring(text).utf8
    }

    /// The next line without its newline; nil if there is none that ends.
    mutating func next() -> String? {
        guard let end = remaining.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        defer { remaining = remaining[remaining.index(after: end)...] }
        return String(Substring(remaining[..<end]))
    }

    /// Hashes in base64, one a line, up to the empty line after them, which is taken too.
    mutating func hashes() throws(AuditFormatError) -> [Hash] {
        var hashes: [Hash] = []
        while true {
            guard let line = next() else { throw AuditFormatError("The empty line before the checkpoint is missing.") }
            if line.isEmpty { return hashes }
            guard hashes.count < MerkleTree.longestProof, let hash = Hash(base64: line) else {
                throw AuditFormatError("A proof is at most \(MerkleTree.longestProof) hashes in base64, one a line.")
            }
            hashes.append(hash)
        }
    }

    /// All that has not been read.
    var rest: String { String(Substring(remaining)) }
}
