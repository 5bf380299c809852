// What a command works with: the options, the settings, the daemon, the output.

import VigiloClient

struct Session {
    let surroundings: Surroundings
    let options: GlobalOptions
    let output: Output

    /// Where to go and as whom; the configuration file is read here.
    func settings() throws -> Settings {
        let location = ConfigurationFile.Location(options: options, surroundings: surroundings)
        let file = try ConfigurationFile.read(at: location)
        if let warning = file?.warning { output.warn(warning) }
        file?.mistypedKeyWarnings.forEach(output.warn)
        return try Settings(options: options, environment: surroundings, file: file)
    }

    /// The daemon, whose audit logs are compared with what was seen of them before anything else is asked of it.
    func client(_ settings: Settings) throws -> Client {
        let client = try uncheckedClient(settings)
        guard let watch = try logWatch(settings) else { return client }
        return client.checking(Preflight { () async throws(ClientError) in try await watch.check() })
    }

    func uncheckedClient(_ settings: Settings) throws -> Client {
        Client(host: try settings.host(), token: settings.token)
    }

    func client() throws -> Client {
        try client(try settings())
    }

    /// The daemon, and the workspace that the command is about.
    func workspace() throws -> (client: Client, slug: String) {
        let settings = try settings()
        guard let slug = settings.workspace, !slug.isEmpty else {
            throw Failure(
                .usage, code: "workspace_missing", "no workspace is named",
                hint: "Give --workspace SLUG, set VIGILO_WORKSPACE, or store one with vigilo configure.")
        }
        return (try client(settings), slug)
    }
}
