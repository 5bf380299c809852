// What the daemon was told, once all sources are put together.

import Logging
import VigiloAudit
import VigiloJSON
import VigiloPluginHost

/// What the daemon was told: flags before environment before file before defaults, every value checked.
struct Settings: Sendable, Equatable {
    /// An absolute path, as all paths here.
    var dataDirectory: String
    var socketPath: String
    /// Where else the API is served; nil: nowhere.
    var loopback: LoopbackAddress?
    var pluginDirectories: [String]
    /// The program that probes plugins.
    var runner: String
    /// How long a plugin may take to load and register while it is probed.
    var probeDeadline: Duration
    /// Where workspaces may live.
    var regions: [String]
    var logLevel: Logger.Level
    var logFormat: LogFormat
    /// The plugins' own sections, by plugin name; each is an object.
    var plugins: [String: JSONValue]
    /// What plugin files must be like.
    var trust: TrustPolicy
    /// Where the audit log's key is; nil: in the data directory.
    var auditKeyFile: String?
    /// Who is asked to sign checkpoints, and how many of them must.
    var witnesses: [WitnessSetting] = []
    var witnessQuorum = 0
    /// The keys of the logs that this installation is a witness of.
    var witnessedLogs: [VerifierKey] = []
    /// How long the rows of the platform's audit chain stay in the database; nil: for ever.
    var auditRetentionDays: Int64?
    /// Where the rows of the audit log are delivered to.
    var outlets: [OutletSettings] = []
    /// Whether third-party plugins are left out.
    var isSafeMode = false
    /// Whether a plugin that is not active ends the start.
    var isStrict = false
    /// The file that was read, if one was.
    var configurationFile: String?
}

extension Settings {
    /// Puts the sources together; the first layer that has a value decides.
    init(_ layers: [SettingsLayer], defaults: SettingsDefaults, configurationFile: String?) throws(Failure) {
        func first<Value>(_ member: KeyPath<SettingsLayer, Value?>) -> Value? {
            layers.lazy.compactMap { $0[keyPath: member] }.first
        }
        // `??` would forget the type of what its right side throws.
        dataDirectory = if let given = first(\.dataDirectory) { given } else { try defaults.dataDirectory() }
        socketPath = first(\.socketPath) ?? defaults.socketPath(dataDirectory: dataDirectory)
        loopback = first(\.loopback)
        pluginDirectories =
            if let given = first(\.pluginDirectories) { given } else { try defaults.pluginDirectories() }
        runner = first(\.runner) ?? defaults.runner()
        probeDeadline = first(\.probeDeadline) ?? .seconds(10)
        regions = first(\.regions) ?? ["us", "eu"]
        logLevel = first(\.logLevel) ?? .info
        logFormat = first(\.logFormat) ?? .auto
        plugins = first(\.plugins) ?? [:]
        trust = TrustPolicy()
        trust.checksOwners = first(\.checksOwners) ?? true
        trust.requiresSignature = first(\.requiresSignature) ?? false
        trust.allowedSigners = first(\.allowedSigners)
        trust.allowedSHA256 = first(\.allowedSHA256)
        trust.deniedSHA256 = first(\.deniedSHA256) ?? [:]
        auditKeyFile = first(\.auditKeyFile)
        witnesses = first(\.witnesses) ?? []
        witnessQuorum = first(\.witnessQuorum).map { Int($0) } ?? witnesses.count
        witnessedLogs = first(\.witnessedLogs) ?? []
        outlets = first(\.outlets) ?? []
        auditRetentionDays = first(\.auditRetentionDays)
        isSafeMode = first(\.isSafeMode) ?? false
        isStrict = first(\.isStrict) ?? false
        self.configurationFile = configurationFile
        try checkSigners()
        try checkQuorum()
    }

    private func checkQuorum() throws(Failure) {
        guard witnessQuorum > witnesses.count else { return }
        throw Failure(
            .usage, "\(witnessQuorum) witnesses must sign (audit.quorum), and \(witnesses.count) are named.",
            hint: "Name them with [[audit.witnesses]], or ask for fewer.")
    }

    private func checkSigners() throws(Failure) {
        guard trust.requiresSignature, trust.allowedSigners == nil else { return }
        throw Failure(
            .usage, "Plugins must be signed (trust.require_signature), and nothing says by whom.",
            hint: "Name a file of signers with trust.allowed_signers or --allowed-signers.")
    }
}
