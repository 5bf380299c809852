// The plugin host as this daemon wires it.

import Logging
import VigiloExtensionPoints
import VigiloPlatform
import VigiloPluginHost
import VigiloWire

extension PluginHost {
    init(
        platform: Platform, signer: AuditSigner, registry: Registry, logs: PluginLogs, settings: Settings,
        logger: Logger
    ) {
        let services = platform.hostServices(configuration: settings.plugins) { level, message, plugin, workspace in
            var metadata: Logger.Metadata = ["plugin.name": "\(plugin)"]
            if let workspace { metadata["workspace"] = "\(workspace.slug)" }
            // The one place where the message is not ours: it is what the plugin says.
            logger.log(level: Logger.Level(level), "\(message)", metadata: metadata)
            logs.record(level, message, plugin: plugin, workspace: workspace?.slug)
        }
        self.init(
            configuration: PluginHostConfiguration(settings), registry: registry, services: services,
            ledger: AuditedPluginLedger(files: platform.pluginFiles, signer: signer, logger: logger), logger: logger)
    }
}

extension PluginHostConfiguration {
    init(_ settings: Settings) {
        let directory = DataDirectory(path: settings.dataDirectory)
        self.init(
            directories: settings.pluginDirectories, stagingDirectory: directory.staging,
            vigiloVersion: VigiloWire.vigiloVersion, trust: settings.trust,
            probe: ProbeConfiguration(
                runner: settings.runner, verdictsFile: directory.verdicts, deadline: settings.probeDeadline))
        formerVersionsDirectory = directory.formerPlugins
        strikesFile = directory.strikes
        knownFilesFile = directory.knownFiles
        isSafeMode = settings.isSafeMode
    }
}

extension Logger.Level {
    init(_ level: PluginLogLevel) {
        switch level {
        case .debug: self = .debug
        case .info: self = .info
        case .warning: self = .warning
        case .error: self = .error
        }
    }
}
