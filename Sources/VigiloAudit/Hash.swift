// A SHA-256 hash, as the chain and the tree use it.

import Crypto

/// A SHA-256 hash: 32 bytes that live where they are used, so that hashing a log's rows asks for no memory.
public struct Hash: Sendable, Hashable {
    // In the order of the bytes in memory, never as numbers.
    private var words: (UInt64, UInt64, UInt64, UInt64)

    /// The hash with these bytes; nil unless there are 32.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == 32 else { return nil }
        words = (0, 0, 0, 0)
        withUnsafeMutableBytes(of: &words) { $0.copyBytes(from: bytes) }
    }

    /// The 32 bytes from a place in a buffer on, which must be there.
    init(_ bytes: [UInt8], at place: Int) {
        words = (0, 0, 0, 0)
        withUnsafeMutableBytes(of: &words) { mine in
            bytes.withUnsafeBytes { mine.copyMemory(from: .init(rebasing: $0[place..<place + 32])) }
        }
    }

    init(_ digest: SHA256.Digest) {
        words = (0, 0, 0, 0)
        withUnsafeMutableBytes(of: &words) { mine in digest.withUnsafeBytes { mine.copyMemory(from: $0) } }
    }

    /// The hash of bytes.
    public init(of bytes: some Sequence<UInt8>) {
        self.init(SHA256.hash(data: Array(bytes)))
    }

    /// The 32 bytes.
    public var bytes: [UInt8] {
        withUnsafeBytes(of: words) { Array($0) }
    }

    /// Adds the hash's bytes to one that is being taken.
    func add(to hasher: inout SHA256) {
        withUnsafeBytes(of: words) { hasher.update(bufferPointer: $0) }
    }

    /// Appends the 32 bytes.
    func append(to buffer: inout [UInt8]) {
        withUnsafeBytes(of: words) { buffer.append(contentsOf: $0) }
    }

    public static func == (left: Hash, right: Hash) -> Bool {
        left.words == right.words
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
        hasher.combine(words.2)
        hasher.combine(words.3)
    }
}

extension Hash: CustomStringConvertible {
    /// The hash as 64 lower-case hexadecimal digits, as the database and exports keep it.
    public var hex: String { Hexadecimal.text(bytes) }

    /// ``hex`` in UTF-8.
    public var hexUTF8: [UInt8] { Hexadecimal.utf8(bytes) }

    public var description: String { hex }

    /// Reads ``hex``; nil if it is anything else.
    public init?(hex text: String) {
        guard text.utf8.count == 64, let bytes = Hexadecimal.bytes(text) else { return nil }
        self.init(bytes)
    }

    /// The hash as checkpoints and proofs write it.
    public var base64: String { Base64.text(bytes) }

    /// Reads ``base64``; nil if it is anything else.
    public init?(base64 text: some StringProtocol) {
        guard let bytes = Base64.bytes(text) else { return nil }
        self.init(bytes)
    }
}
