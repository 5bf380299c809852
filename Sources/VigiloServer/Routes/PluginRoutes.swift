// Plugins: what was found, and calls of their typed functions.

import Hummingbird
import VigiloExtensionPoints
import VigiloPlatform
import VigiloPluginHost
import VigiloWire

struct PluginRoutes {
    let platform: Platform
    let plugins: PluginHost

    func add(to table: RouteTable) {
        table.get(Path.plugins, .listPlugins, list)
        table.get("\(Path.plugins)/{plugin}", .showPlugin, show)
        table.post("\(Path.plugins)/{plugin}/functions/{function}/call", .callFunction, call)
    }

    @Sendable private func list(_ request: Request, _ context: CallerContext) async throws
        -> JSONAnswer<Page<PluginBody>>
    {
        try await platform.permissions.require(.pluginRead, by: context.caller)
        let query = try ListQuery(request, filters: ["all"])
        let isWhole = try query.flag("all")
        let records = await plugins.plugins().filter { isWhole || $0.state != .retired }
        return JSONAnswer(try MemoryPage.of(records, sortedBy: \.sortText, query.page, as: PluginBody.init))
    }

    @Sendable private func show(_ request: Request, _ context: CallerContext) async throws -> JSONAnswer<PluginBody> {
        try await platform.permissions.require(.pluginRead, by: context.caller)
        let name = try context.pathParameter("plugin")
        guard let record = await plugins.plugin(name) else {
            throw await ProblemDraft.noSuchPlugin(name, among: plugins)
        }
        return JSONAnswer(PluginBody(record))
    }

    @Sendable private func call(_ request: Request, _ context: CallerContext) async throws
        -> JSONAnswer<FunctionResultBody>
    {
        try await platform.permissions.require(.pluginCall, by: context.caller)
        let plugin = try context.pathParameter("plugin")
        let function = try context.pathParameter("function")
        let body = try await request.body(as: FunctionCallBody.self)
        do {
            let result = try await plugins.call(
                plugin: plugin, function: function, arguments: body.arguments, context: CallContext())
            return JSONAnswer(FunctionResultBody(result: result))
        } catch  where error.code == .unavailable {
            throw await unavailable(error, plugin: plugin, function: function)
        }
    }

    /// `unavailable` is 404 where the path names nothing that exists, and otherwise 409: it exists and cannot be
    /// called.
    private func unavailable(_ error: ExtensionError, plugin: String, function: String) async -> any Error {
        guard let record = await plugins.plugin(plugin), record.name == plugin else {
            return ProblemDraft(status: 404, code: "plugin_not_found", sentence: error.sentence)
        }
        guard record.state == .active else {
            return ProblemDraft(status: 409, code: "plugin_\(record.state.rawValue)", sentence: error.sentence)
        }
        guard record.functions.contains(where: { $0.name == function }) else {
            return ProblemDraft(status: 404, code: "function_not_found", sentence: error.sentence)
        }
        return error
    }
}

extension ProblemDraft {
    static func noSuchPlugin(_ name: String, among plugins: PluginHost) async -> ProblemDraft {
        let names = await plugins.plugins().map { $0.name ?? $0.fileName }
        let hint = NearestName.of(name, among: names).map { "Did you mean '\($0)'?" }
        return ProblemDraft(
            status: 404, code: "plugin_not_found", sentence: "There is no plugin or plugin file named '\(name)'.",
            hint: hint ?? "'vigilo plugin list' shows those that there are.")
    }
}
