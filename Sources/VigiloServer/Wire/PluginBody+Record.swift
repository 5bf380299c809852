// Plugins, from the host's record to the wire.

import VigiloExtensionPoints
import VigiloPlatform
import VigiloPluginHost
import VigiloWire

extension PluginBody {
    init(_ record: PluginRecord) {
        self.init(
            name: record.name, kind: record.kind, version: record.version,
            compatibleWith: record.compatibleWith, state: record.state.rawValue,
            reason: record.refusal?.reason.rawValue, message: record.refusal?.sentence, file: record.file,
            sha256: record.sha256, sizeBytes: record.sizeBytes,
            since: Timestamp(microseconds: record.sinceMicroseconds).rfc3339, isolation: "in_process",
            isThreadSafe: record.isThreadSafe, isPure: record.isPure, loadMicroseconds: record.loadMicroseconds,
            compiler: record.compiler,
            extensions: record.extensions.map { .init(kind: $0.kind.rawValue, key: $0.key, label: $0.label) },
            functions: record.functions.map {
                .init(name: $0.name, signature: $0.signature, summary: $0.summary, isPure: $0.isPure)
            },
            calls: .init(total: record.totalCalls, failed: record.failedCalls))
        signer = record.signer
        warnings = record.warnings.map(PluginWarningBody.init)
        backtrace = record.backtrace
        replacement = record.replacement.map(PluginReplacementBody.init)
        former = record.former.map(FormerPluginBody.init)
        generations = record.generations
    }
}

extension PluginWarningBody {
    init(_ warning: PluginWarning) {
        self.init(code: warning.code.rawValue, message: warning.sentence)
    }
}

extension PluginReplacementBody {
    init(_ replacement: RefusedReplacement) {
        self.init(
            state: replacement.state.rawValue, reason: replacement.refusal.reason.rawValue,
            message: replacement.refusal.sentence, version: replacement.version, sha256: replacement.sha256,
            since: Timestamp(microseconds: replacement.sinceMicroseconds).rfc3339)
    }
}

extension FormerPluginBody {
    init(_ former: FormerVersion) {
        self.init(
            version: former.version, sha256: former.sha256,
            since: Timestamp(microseconds: former.sinceMicroseconds).rfc3339)
    }
}

extension PluginRecord {
    /// The host's order as one text: by name, nameless files last. Two files may claim one name; the path tells them
    /// apart.
    var sortText: String {
        name.map { "0\($0)\u{0}\(file)" } ?? "1\(file)"
    }

    /// The last part of the file's path: what stands in for the name of a plugin that has none.
    var fileName: String {
        file.split(separator: "/").last.map(String.init) ?? file
    }
}
