// The secret that a webhook's receiver knows the daemon by.

import Crypto
import FoundationEssentials
import Glibc

/// The secret of a webhook: it signs, and describes itself as nothing.
struct WebhookSecret: Sendable, CustomStringConvertible {
    private let key: SymmetricKey

    static let leastBytes = 16

    /// Reads a file that only its owner can read: `whsec_` and base64, as Standard Webhooks writes secrets, or any text.
    init(file path: String) throws(Failure) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw Failure(.usage, "The secret of a webhook, \(path), cannot be read: \(SystemError.last).")
        }
        guard status.st_mode & (S_IRWXG | S_IRWXO) == 0 else {
            throw Failure(
                .usage, "Others than its owner can read or write the secret of a webhook, \(path).",
                hint: "Run: chmod 600 \(path)")
        }
        let bytes: [UInt8]
        do {
            bytes = try FileContents.read(path, limit: 4096)
        } catch {
            throw Failure(.usage, "The secret of a webhook, \(path), cannot be read: \(error).")
        }
        try self.init(text: String(decoding: bytes, as: UTF8.self), from: path)
    }

    init(text: String, from path: String) throws(Failure) {
        let line = text.filter { !$0.isNewline }
        let prefix = "whsec_"
        let secret: [UInt8]
        if line.hasPrefix(prefix) {
            guard let decoded = Data(base64Encoded: String(line.dropFirst(prefix.count))) else {
                throw Failure(.usage, "The secret of a webhook, \(path), begins with whsec_, and base64 must follow.")
            }
            secret = Array(decoded)
        } else {
            secret = Array(line.utf8)
        }
        guard secret.count >= Self.leastBytes else {
            throw Failure(
                .usage, "The secret of a webhook, \(path), has fewer than \(Self.leastBytes) bytes.",
                hint: "Make one with: (printf whsec_; openssl rand -base64 32) >\(path)")
        }
        key = SymmetricKey(data: secret)
    }

    /// The value of the header `webhook-signature`, by Standard Webhooks: over the id, the time and the body.
    func signature(id: String, timestamp: Int64, body: [UInt8]) -> String {
        var code = HMAC<SHA256>(key: key)
        code.update(data: Array("\(id).\(timestamp).".utf8))
        code.update(data: body)
        return "v1," + Data(code.finalize()).base64EncodedString()
    }

    var description: String { "a secret" }
}
