// What operators do with plugins.

import HTTPTypes
import Hummingbird
import VigiloPlatform
import VigiloPluginHost
import VigiloWire

struct PluginCommandRoutes {
    let platform: Platform
    let plugins: PluginHost

    func add(to table: RouteTable) {
        table.post(Path.plugins, .installPlugin, install)
        table.delete("\(Path.plugins)/{plugin}", .removePlugin) {
            try await command($0, $1) { try await plugins.remove($0, by: $1) }
        }
        action("enable", "Lets a disabled plugin in again", table) { try await plugins.enable($0, by: $1) }
        action("disable", "Keeps a plugin out until it is enabled", table) { try await plugins.disable($0, by: $1) }
        action("reload", "Loads a plugin anew", table) { try await plugins.reload($0, by: $1) }
        action("release", "Tries a quarantined plugin again", table) { try await plugins.release($0, by: $1) }
        action("rollback", "Brings the former version of a plugin back", table) {
            try await plugins.rollback($0, by: $1)
        }
        table.post(Path.pluginScans, .scanPlugins) { try await events($0, $1) { await plugins.scan(by: $0) } }
        table.post(Path.pluginReloads, .reloadPlugins) { try await events($0, $1) { await plugins.reloadAll(by: $0) } }
    }

    private typealias Action = @Sendable (String, PluginActor) async throws -> PluginRecord

    private func action(_ name: String, _ summary: String, _ table: RouteTable, _ body: @escaping Action) {
        table.post("\(Path.plugins)/{plugin}/\(name)", .commandPlugin(name, summary)) {
            try await command($0, $1, body)
        }
    }

    private func command(
        _ request: Request, _ context: CallerContext, _ body: Action
    ) async throws -> JSONAnswer<PluginBody> {
        try await platform.permissions.require(.pluginManage, by: context.caller)
        let name = try context.pathParameter("plugin")
        do {
            return JSONAnswer(PluginBody(try await body(name, PluginActor(context.caller))))
        } catch let error as PluginHostError where error.kind == .notFound {
            throw await ProblemDraft.noSuchPlugin(name, among: plugins)
        }
    }

    private func events(
        _ request: Request, _ context: CallerContext, _ body: @Sendable (PluginActor) async -> [PluginEvent]
    ) async throws -> JSONAnswer<PluginScanBody> {
        try await platform.permissions.require(.pluginManage, by: context.caller)
        // A look that finds the log unsigned only tells the daemon's log of it; who asks for one is told here.
        try await plugins.announceChange()
        let events = await body(PluginActor(context.caller))
        let counts = StatusBody.PluginCounts(await plugins.plugins())
        return JSONAnswer(
            PluginScanBody(events: events.map { PluginEventBody($0, seq: 0) }, plugins: counts))
    }

    @Sendable private func install(_ request: Request, _ context: CallerContext) async throws
        -> JSONAnswer<PluginBody>
    {
        try await platform.permissions.require(.pluginManage, by: context.caller)
        let archive = try await Self.archive(in: request)
        let record = try await plugins.install(archive, by: PluginActor(context.caller))
        return JSONAnswer(created: PluginBody(record), at: Path.plugin(record.name ?? record.fileName))
    }

    private static func archive(in request: Request) async throws -> [UInt8] {
        let mediaType = "application/vnd.vigilo.plugin"
        guard request.headers[.contentType] == mediaType else {
            throw ProblemDraft(
                status: 415, code: "media_type_unsupported",
                sentence: "A plugin package is needed, of the media type '\(mediaType)'.",
                hint: "vigilo plugin install FILE sends one.", headers: [.accept: mediaType])
        }
        let limit = PluginHost.largestPackageBytes
        let announced = request.headers[.contentLength].flatMap(Int.init) ?? 0
        guard announced <= limit else {
            throw ProblemDraft(
                status: 413, code: "body_too_large",
                sentence: "The package has \(announced) bytes, and may have \(limit).")
        }
        return Array(try await request.body.collect(upTo: limit).readableBytesView)
    }
}
