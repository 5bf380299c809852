// The plugin directory of an installation, as an operator and the command line see it.

import Foundation
import Testing

extension Installation {
    /// The path of a file in the plugin directory.
    func path(_ name: String) -> String { plugins.appending(path: name).path }

    /// The path of a file that lies in the installation's folder, out of the daemon's sight.
    func aside(_ name: String) -> String { folder.appending(path: name).path }

    /// Writes a plugin of the zoo to a path, or to the plugin directory if it is a name only.
    @discardableResult
    func put(_ plugin: ZooPlugin, _ nameOrPath: String) async throws -> String {
        let path = nameOrPath.hasPrefix("/") ? nameOrPath : path(nameOrPath)
        try await plugin.bytes().write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return path
    }

    /// Runs `cp`, which writes over a file that is there.
    func cp(_ source: String, _ nameInPlugins: String) async throws {
        let copied = try await Programs.run("/bin/cp", [source, path(nameInPlugins)])
        try #require(copied.status == 0, "\(copied.errors)")
    }

    /// `plugin info NAME --json`; empty if there is no such plugin.
    func info(_ name: String) async throws -> [String: Any] {
        try await vigilo("plugin", "info", name, "--json").object
    }

    /// The state of a plugin, with its reason where it has one: "refused version.incompatible".
    func state(of name: String) async throws -> String? {
        let info = try await info(name)
        return [info["state"] as? String, info["reason"] as? String].compactMap(\.self).joined(separator: " ")
    }

    /// What `good.twice(number=1)` gives.
    func factor(_ plugin: String = "good") async throws -> String {
        let called = try await vigilo("plugin", "call", "\(plugin).twice", "number=1")
        try #require(called.status == 0, "\(called.errors)")
        return called.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
