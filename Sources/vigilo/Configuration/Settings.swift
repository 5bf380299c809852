// Where to go, as whom and in which workspace: flag, environment, file, default, in this order.

import VigiloClient

struct Settings: Equatable {
    var hostText: String
    var token: String?
    var workspace: String?

    init(options: GlobalOptions, environment: Surroundings, file: ConfigurationFile?) throws {
        let profile = try file?.profile(options.profile ?? environment["VIGILO_PROFILE"])
        hostText =
            options.host ?? environment["VIGILO_HOST"] ?? profile?.host ?? Self.defaultHost(in: environment)
        token = try (environment["VIGILO_TOKEN"] ?? profile?.token).map(Self.checkedToken)
        workspace = options.workspace ?? environment["VIGILO_WORKSPACE"] ?? profile?.workspace
    }

    func host() throws -> Host {
        do {
            return try Host(hostText)
        } catch {
            throw Failure(
                .usage, code: "host_invalid", error.description,
                hint: "For example: --host unix:///run/vigilo/vigilod.sock")
        }
    }

    /// Where a daemon of root, or of this user, listens unless it is told otherwise: the same places as vigilod's.
    static func defaultHost(in surroundings: Surroundings) -> String {
        func folder(_ variable: String) -> String? {
            surroundings[variable].flatMap { $0.hasPrefix("/") ? $0 : nil }
        }
        let system = "unix:///run/vigilo/vigilod.sock"
        if surroundings.userID == 0 { return system }
        if let runtime = folder("XDG_RUNTIME_DIR") { return "unix://\(runtime)/vigilo/vigilod.sock" }
        let data = folder("XDG_DATA_HOME") ?? folder("HOME").map { "\($0)/.local/share" }
        return data.map { "unix://\($0)/vigilo/vigilod.sock" } ?? system
    }

    /// A token goes into a header line: it is visible ASCII, or it is none.
    static func checkedToken(_ token: String) throws -> String {
        guard !token.isEmpty, token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw Failure(
                .unauthenticated, code: "token_malformed", "the token has characters that no token has",
                hint: "Copy it again: it starts with vgl_ and has letters and digits only.")
        }
        return token
    }
}
