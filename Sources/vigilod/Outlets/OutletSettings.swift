// Where the rows of the audit log are to be delivered to, as it was configured.

/// An outlet of the audit log.
struct OutletSettings: Sendable, Equatable {
    /// Short; its place is kept under it.
    var name: String
    var receiver: Receiver
    /// Whether an outlet that is new gets the rows that are there already.
    var fromStart = false
    /// Whether signed checkpoints are sent too.
    var sendsCheckpoints = false

    enum Receiver: Sendable, Equatable {
        case syslog(SyslogAddress, facility: SyslogFacility)
        /// The secret's file is read at the start.
        case webhook(url: WebhookURL, secretFile: String)
    }

    /// `syslog` or `webhook`.
    var kind: String {
        switch receiver {
        case .syslog: "syslog"
        case .webhook: "webhook"
        }
    }

    /// Without anything secret.
    var address: String {
        switch receiver {
        case .syslog(let address, _): address.text
        case .webhook(let url, _): url.place
        }
    }
}

/// Where a syslog receiver is.
enum SyslogAddress: Sendable, Equatable {
    case unix(path: String)
    case udp(host: String, port: UInt16)
    case tcp(host: String, port: UInt16)

    /// Reads `unix:/dev/log`, `udp:127.0.0.1:514` or `tcp:[::1]:601`.
    init(_ text: String) throws(SettingMistake) {
        let mistake = SettingMistake(
            message: "is '\(text)', and must be an address such as unix:/dev/log, udp:127.0.0.1:514 or "
                + "tcp:logs.example.org:601")
        guard let colon = text.firstIndex(of: ":") else { throw mistake }
        let rest = String(text[text.index(after: colon)...])
        if text[..<colon] == "unix" {
            guard rest.hasPrefix("/"), rest.utf8.count < 108 else { throw mistake }
            self = .unix(path: rest)
            return
        }
        guard let last = rest.lastIndex(of: ":"), let port = UInt16(rest[rest.index(after: last)...]), port > 0 else {
            throw mistake
        }
        var host = String(rest[..<last])
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        guard !host.isEmpty, !host.contains(where: { $0.isWhitespace || $0 == "/" }) else { throw mistake }
        switch text[..<colon] {
        case "udp": self = .udp(host: host, port: port)
        case "tcp": self = .tcp(host: host, port: port)
        default: throw mistake
        }
    }

    var text: String {
        switch self {
        case .unix(let path): "unix:\(path)"
        case .udp(let host, let port): "udp:\(Self.bracketed(host)):\(port)"
        case .tcp(let host, let port): "tcp:\(Self.bracketed(host)):\(port)"
        }
    }

    private static func bracketed(_ host: String) -> String { host.contains(":") ? "[\(host)]" : host }
}

/// The URL of a webhook.
struct WebhookURL: Sendable, Equatable {
    let text: String

    init(_ text: String) throws(SettingMistake) {
        guard let end = text.firstRange(of: "://"), ["http", "https"].contains(text[..<end.lowerBound]),
            let host = text[end.upperBound...].split(separator: "/", omittingEmptySubsequences: false).first,
            !host.isEmpty, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else {
            throw SettingMistake(
                message: "is no address of a receiver, which begins with https:// (or http://) and a host's name")
        }
        guard !host.contains("@") else {
            throw SettingMistake(message: "has a user in it; receivers know the daemon by its signature alone")
        }
        self.text = text
    }

    /// The URL up to the host: what follows may be secret.
    var place: String {
        text.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false).prefix(3).joined(separator: "/")
    }
}
