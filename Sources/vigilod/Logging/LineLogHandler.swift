// From swift-log to our lines.

import Logging
import VigiloPlatform

/// The log handler behind every logger of the daemon.
struct LineLogHandler: LogHandler {
    let label: String
    let writer: LogWriter
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?

    init(label: String, writer: LogWriter, level: Logger.Level) {
        self.label = label
        self.writer = writer
        logLevel = level
    }

    func log(event: LogEvent) {
        var facts = metadata
        if let provided = metadataProvider?.get() { facts.merge(provided) { _, new in new } }
        if let given = event.metadata { facts.merge(given) { _, new in new } }
        if let error = event.error, facts["error"] == nil { facts["error"] = "\(String(describing: error))" }
        writer.write(
            LogLine(time: .now(), level: event.level, message: event.message.description, metadata: facts))
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }
}
