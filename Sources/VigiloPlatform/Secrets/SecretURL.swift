// URLs that are secrets: those with a password in them, and those that open a door to whoever knows them.

/// Reads texts for URLs that nobody else may know.
enum SecretURL {
    /// As far as a URL is read, in bytes.
    private static let longest = 2048

    static func isIn(_ bytes: [UInt8]) -> Bool {
        let separator = Array("://".utf8)
        guard bytes.count > separator.count else { return false }
        for index in 0..<(bytes.count - separator.count) where bytes[index] == separator[0] {
            guard bytes[index...].starts(with: separator) else { continue }
            let scheme = bytes[..<index].reversed().prefix { ASCII.isAlphanumeric($0) || "+.-".utf8.contains($0) }
            let rest = bytes[(index + separator.count)...].prefix(longest).prefix {
                $0 > 0x20 && !"\"'<>".utf8.contains($0)
            }
            let url = String(decoding: rest, as: UTF8.self)
            if isSecret(scheme: String(decoding: scheme.reversed(), as: UTF8.self).lowercased(), url) { return true }
        }
        return false
    }

    /// - Parameter url: What stands behind `://`.
    private static func isSecret(scheme: String, _ url: String) -> Bool {
        let authority = url.prefix { !"/?#".contains($0) }
        if let at = authority.lastIndex(of: "@"), hasSecret(authority[..<at], scheme: scheme) { return true }
        let host = authority[(authority.lastIndex(of: "@").map(authority.index(after:)) ?? authority.startIndex)...]
            .lowercased()
        let path = url[authority.endIndex...]
        return isHook(host: host, path: path.prefix { $0 != "?" && $0 != "#" }) || hasSecretParameter(path)
    }

    /// A name alone is no secret with ssh://git@example.com; with HTTP there is no other use for it than as a token.
    private static func hasSecret(_ user: Substring, scheme: String) -> Bool {
        if ["http", "https", "ws", "wss"].contains(scheme) { return !user.isEmpty }
        return user.firstIndex(of: ":").map { user.index(after: $0) < user.endIndex } ?? false
    }

    private static let hookHosts = [
        "hooks.slack.com", "webhook.office.com", "hooks.zapier.com", "hooks.chime.aws", "chat.googleapis.com",
        "maker.ifttt.com", "hooks.glip.com", "hooks.airtable.com",
    ]

    /// Web hooks have no other password than themselves.
    private static func isHook(host: String, path: Substring) -> Bool {
        let parts = path.split(separator: "/")
        if parts.isEmpty { return false }
        if hookHosts.contains(where: { host == $0 || host.hasSuffix(".\($0)") }) { return true }
        if host == "api.telegram.org", path.hasPrefix("/bot") { return true }
        let isHook = { (part: Substring) in ["webhook", "webhooks", "hook", "hooks"].contains(part.lowercased()) }
        guard let index = parts.firstIndex(where: isHook) else { return false }
        return parts[(index + 1)...].contains { $0.utf8.count >= 16 }
    }

    /// Signed URLs; parameters whose names say it of themselves are found with every other assignment.
    private static func hasSecretParameter(_ path: Substring) -> Bool {
        guard let query = path.split(separator: "?", maxSplits: 1).dropFirst().first else { return false }
        return query.split(separator: "&").contains { pair in
            let parts = pair.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { return false }
            let name = parts[0].lowercased()
            return ["sig", "key", "auth"].contains(name) || name.hasSuffix("signature") || SecretName.isSecret(name)
        }
    }
}
