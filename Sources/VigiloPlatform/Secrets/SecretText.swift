// Texts that are secrets by their looks, whatever they are called.

/// Reads texts for secrets: tokens that bear a mark, private keys, passwords in URLs and connection strings, web hooks.
enum SecretText {
    /// Whether there is a secret anywhere in the text.
    static func isSecret(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count >= 3 else { return false }
        return marks.contains { $0.isIn(bytes) } || isKey(text) || isCredential(bytes) || hasSecretAssignment(bytes)
            || SecretURL.isIn(bytes)
    }

    /// A beginning by which an issuer's tokens are known, and how much must follow it.
    private struct Mark {
        let prefix: [UInt8]
        let least: Int

        init(_ prefix: String, _ least: Int) {
            self.prefix = Array(prefix.utf8)
            self.least = least
        }

        func isIn(_ bytes: [UInt8]) -> Bool {
            guard bytes.count >= prefix.count + least else { return false }
            for start in 0...(bytes.count - prefix.count - least) where bytes[start] == prefix[0] {
                let isWordInside = start > 0 && ASCII.isAlphanumeric(bytes[start - 1])
                guard !isWordInside, bytes[start...].starts(with: prefix) else { continue }
                let body = bytes[(start + prefix.count)...].prefix(least)
                if body.allSatisfy(ASCII.isTokenPart) { return true }
            }
            return false
        }
    }

    private static let marks = [
        // Vigilo's own: tokens and invitations, whole or cut off.
        Mark("vgl_", 12), Mark("vgi_", 12),
        // GitHub, GitLab, Slack, Stripe, AWS, Google, SendGrid, npm, PyPI, DigitalOcean, Vault, Shopify, OpenAI, age.
        Mark("ghp_", 20), Mark("gho_", 20), Mark("ghu_", 20), Mark("ghs_", 20), Mark("ghr_", 20),
        Mark("github_pat_", 20), Mark("glpat-", 16), Mark("xoxa-", 10), Mark("xoxb-", 10), Mark("xoxp-", 10),
        Mark("xoxr-", 10), Mark("xoxs-", 10), Mark("xapp-", 10), Mark("sk_live_", 10), Mark("sk_test_", 10),
        Mark("rk_live_", 10), Mark("rk_test_", 10), Mark("AKIA", 16), Mark("ASIA", 16), Mark("AIza", 30),
        Mark("ya29.", 20), Mark("SG.", 20), Mark("npm_", 30), Mark("pypi-", 30), Mark("dop_v1_", 30),
        Mark("hvs.", 20), Mark("shpat_", 20), Mark("sk-", 20), Mark("AGE-SECRET-KEY-1", 10),
        // A JSON web token begins with base64url of {" and has a second part of the same kind.
        Mark("eyJ", 30),
    ]

    private static func isKey(_ text: String) -> Bool {
        (text.contains("-----BEGIN") && text.contains("PRIVATE KEY")) || text.contains("PuTTY-User-Key-File")
    }

    /// What stands behind `Authorization:`, and nothing else.
    private static func isCredential(_ bytes: [UInt8]) -> Bool {
        let words = bytes.split(separator: UInt8(ascii: " "))
        guard words.count == 2, words[1].count >= 16, words[1].allSatisfy(ASCII.isTokenPart) else { return false }
        // "Basic troubleshooting" is no credential.
        guard words[1].contains(where: { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "=") }) else { return false }
        return ["bearer", "basic", "token"].contains(String(decoding: words[0], as: UTF8.self).lowercased())
    }

    /// `password=...`, as in connection strings, command lines and queries of URLs.
    private static func hasSecretAssignment(_ bytes: [UInt8]) -> Bool {
        for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "=") {
            guard index + 1 < bytes.count, !ASCII.endsValue(bytes[index + 1]) else { continue }
            let name = bytes[..<index].suffix(60).reversed().prefix {
                ASCII.isAlphanumeric($0) || "_-.".utf8.contains($0)
            }
            let text = String(decoding: name.reversed(), as: UTF8.self)
            if !text.isEmpty, SecretName.isSecret(text) { return true }
        }
        return false
    }
}

/// Classes of bytes.
enum ASCII {
    static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    /// What tokens are made of: base 62, base64 with both alphabets, and what parts are joined with.
    static func isTokenPart(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || "-_.+/=~".utf8.contains(byte)
    }

    static func endsValue(_ byte: UInt8) -> Bool {
        byte <= 0x20 || "&;,=\"'".utf8.contains(byte)
    }
}
