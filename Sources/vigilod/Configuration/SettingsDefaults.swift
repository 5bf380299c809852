// Where things are if nobody says otherwise.

import Glibc
import VigiloPluginHost

/// Where things are if nobody says otherwise: the system's places for root, the XDG folders for everybody else.
struct SettingsDefaults: Sendable {
    let isRoot: Bool
    let environment: [String: String]

    func dataDirectory() throws(Failure) -> String {
        isRoot ? "/var/lib/vigilo" : "\(try dataHome())/vigilo"
    }

    func pluginDirectories() throws(Failure) -> [String] {
        isRoot ? ["/usr/lib/vigilo/plugins"] : ["\(try dataHome())/vigilo/plugins"]
    }

    /// It is installed beside the daemon.
    func runner() -> String { ProbeConfiguration.runnerBesideThisProgram }

    func socketPath(dataDirectory: String) -> String {
        if isRoot { return "/run/vigilo/vigilod.sock" }
        guard let runtime = folder("XDG_RUNTIME_DIR") else { return "\(dataDirectory)/vigilod.sock" }
        return "\(runtime)/vigilo/vigilod.sock"
    }

    /// Read only if it exists; nil where not even its place is known.
    func configurationFile() -> String? {
        if isRoot { return "/etc/vigilo/vigilod.toml" }
        let home = folder("XDG_CONFIG_HOME") ?? folder("HOME").map { "\($0)/.config" }
        return home.map { "\($0)/vigilo/vigilod.toml" }
    }

    private func dataHome() throws(Failure) -> String {
        if let home = folder("XDG_DATA_HOME") { return home }
        if let home = folder("HOME") { return "\(home)/.local/share" }
        throw Failure(
            .usage, "Neither XDG_DATA_HOME nor HOME is set, so there is no default place for data and plugins.",
            hint: "Name them with --data-dir and --plugins-dir.")
    }

    /// The XDG specification has relative paths ignored.
    private func folder(_ variable: String) -> String? {
        environment[variable].flatMap { $0.hasPrefix("/") ? $0 : nil }
    }
}
