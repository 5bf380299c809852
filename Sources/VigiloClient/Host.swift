// Where the daemon listens: "unix:///run/vigilo/vigilod.sock".

/// A host text that names no socket; `description` says why in one sentence.
public struct HostError: Error, Sendable, Equatable, CustomStringConvertible {
    public let description: String
}

/// The address of a daemon: a Unix domain socket, written `unix:///path`.
public struct Host: Sendable, Equatable, CustomStringConvertible {
    /// The absolute path of the socket.
    public let path: String

    /// The longest path that fits into `sockaddr_un.sun_path` with its closing zero.
    private static let longestPath = 107

    /// Reads `unix:///path`; a bare absolute path is understood as well.
    public init(_ text: String) throws(HostError) {
        let path = Self.path(in: text)
        guard path.hasPrefix("/") else {
            throw HostError(description: "'\(text)' is no host: write it as unix:///path/of/the/socket")
        }
        guard path.utf8.count <= Self.longestPath else {
            throw HostError(
                description: "the socket's path is \(path.utf8.count) bytes long; the system allows \(Self.longestPath)"
            )
        }
        guard !path.utf8.contains(0) else {
            throw HostError(description: "the socket's path has a zero byte")
        }
        self.path = path
    }

    public var description: String { "unix://\(path)" }

    private static func path(in text: String) -> String {
        let scheme = "unix://"
        return text.hasPrefix(scheme) ? String(text.dropFirst(scheme.count)) : text
    }
}
