// What happened to which file, told to whoever keeps the books.

public import VigiloExtensionPoints

/// Something that happened to a plugin file.
public struct PluginEvent: Sendable, Equatable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case loaded, refused, quarantined
    }

    public var kind: Kind
    /// Where the file was found.
    public var file: String
    public var name: String?
    public var version: String?
    /// In lower-case hexadecimal.
    public var sha256: String?
    /// Set exactly when ``kind`` is not ``Kind/loaded``.
    public var refusal: Refusal?
    /// In microseconds since 1970 (UTC).
    public var atMicroseconds: Int64

    public init(
        kind: Kind, file: String, name: String?, version: String?, sha256: String?, refusal: Refusal?,
        atMicroseconds: Int64
    ) {
        self.kind = kind
        self.file = file
        self.name = name
        self.version = version
        self.sha256 = sha256
        self.refusal = refusal
        self.atMicroseconds = atMicroseconds
    }
}

/// Keeps the books on plugins: the host tells it what happened, in the order in which it happened.
public protocol PluginLedger: Sendable {
    /// Called once a scan with all of its events; never with none.
    func record(_ events: [PluginEvent]) async
}
