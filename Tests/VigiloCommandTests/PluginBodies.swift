// Plugins as a daemon tells of them.

import Foundation
import Testing
import VigiloWire

/// An active plugin, changed as a test needs it.
func body(of name: String?, _ version: String? = "1.2.0", _ change: (inout PluginBody) -> Void = { _ in }) -> PluginBody
{
    var plugin = PluginBody(
        name: name, kind: "celery_task", version: version, compatibleWith: ">=1.0", state: "active", reason: nil,
        message: nil, file: "/p/\(name ?? "broken").so", sha256: "abcd", sizeBytes: 14222,
        since: "2026-08-01T10:00:00.123456Z", isolation: "in_process", isThreadSafe: true, isPure: true,
        loadMicroseconds: 1234, compiler: "gcc 12.2", extensions: [], functions: [],
        calls: .init(total: 7, failed: 0))
    plugin.generations = 1
    change(&plugin)
    return plugin
}

extension PluginBody {
    mutating func become(_ state: String, _ reason: String, _ message: String) {
        self.state = state
        self.reason = reason
        self.message = message
    }
}

func event(
    _ kind: String, _ name: String?, _ version: String? = nil, reason: String? = nil, message: String? = nil
) -> PluginEventBody {
    PluginEventBody(
        seq: 1, at: "2026-08-01T10:00:00.123456Z", kind: kind, file: "/p/\(name ?? "broken").so", name: name,
        version: version, sha256: nil, reason: reason, message: message)
}

func text(_ body: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(body), as: UTF8.self)
}

/// A list of one page.
func page(_ plugins: PluginBody...) throws -> String {
    try text(Page(items: plugins, nextCursor: nil))
}
