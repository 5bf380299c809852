// A request that names itself, so that it can be sent again without being carried out again.

import Crypto

/// A request with an `Idempotency-Key`.
///
/// The key is the caller's own: it means nothing under another token, and nothing on another route.
public struct RepeatableRequest: Sendable {
    private let scope: String
    private let path: String
    private let key: String
    private let secret: String
    private let body: [UInt8]
    /// Tells this request from another one under the same key. Only who has the token can make it.
    let fingerprint: String
    /// Whether it does things that no transaction can take back.
    let reachesBeyondRecords: Bool

    public static let longestKey = 255

    /// Throws `invalid_input` for what cannot be a key.
    ///
    /// - Parameters:
    ///   - caller: nil for a route that needs no token.
    ///   - secret: What the request proves itself with, as it was sent; empty if nothing was sent.
    ///   - target: The path with its query.
    public init(
        key: String, caller: Caller?, secret: String, method: String, path: String, target: String, body: [UInt8],
        reachesBeyondRecords: Bool
    ) throws(PlatformError) {
        guard (1...Self.longestKey).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw .invalid(
                "Idempotency-Key", "must have 1 to \(Self.longestKey) visible ASCII characters, and no spaces",
                in: "the request")
        }
        let code = HMAC<SHA256>.authenticationCode(
            for: Self.bytes(of: [Array(method.utf8), Array(target.utf8), body]),
            using: SymmetricKey(data: Array(secret.utf8)))
        fingerprint = Digest.text(code)
        // Without a token nobody knows one caller from another; what they send must do.
        scope = caller?.tokenID ?? fingerprint
        self.path = "\(method) \(path)"
        self.key = key
        self.secret = secret
        self.body = body
        self.reachesBeyondRecords = reachesBeyondRecords
    }

    /// What the database calls it. The key itself is not kept.
    var name: String {
        Digest.text(Digest.sha256(Self.bytes(of: [scope, path, key].map { Array($0.utf8) })))
    }

    /// What the answer is sealed with: made of what the sender knows and the database does not (the token, or in its place
    /// the body), so that whoever reads the database reads no secret that was shown once.
    func sealingKey(salt: [UInt8]) -> SymmetricKey {
        let known = Self.bytes(of: [Array(secret.utf8), Array(key.utf8), body])
        return HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: known), salt: salt, info: Array("vigilo.idempotency.v1".utf8),
            outputByteCount: 32)
    }

    /// The parts with their lengths, so that no two lists of parts give the same bytes.
    private static func bytes(of parts: [[UInt8]]) -> [UInt8] {
        parts.flatMap { part in withLength(part) }
    }

    private static func withLength(_ part: [UInt8]) -> [UInt8] {
        stride(from: 56, through: 0, by: -8).map { UInt8(UInt64(part.count) >> UInt64($0) & 0xFF) } + part
    }
}
