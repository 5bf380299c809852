// Looking closely: what the loader would make of a file, what a newer Vigilo would refuse, what happens, what plugins say.

import Hummingbird
import VigiloPlatform
import VigiloPluginHost
import VigiloWire

struct PluginCheckRoutes {
    let platform: Platform
    let plugins: PluginHost
    let logs: PluginLogs

    func add(to table: RouteTable) {
        table.post(Path.pluginExplanations, .explainPlugin, explain)
        table.post(Path.pluginUpgradeChecks, .checkUpgrade, check)
        table.get(Path.pluginEvents, .followPluginEvents, events)
        table.get("\(Path.plugins)/{plugin}/log", .readPluginLog, log)
    }

    @Sendable private func explain(_ request: Request, _ context: CallerContext) async throws
        -> JSONAnswer<ExplanationBody>
    {
        try await platform.permissions.require(.pluginManage, by: context.caller)
        let body = try await request.body(as: PluginFileBody.self)
        guard body.file.hasPrefix("/") else {
            throw ProblemDraft.invalid("body", [.init(field: "file", message: "must be an absolute path")])
        }
        // Longer than Linux takes them.
        guard body.file.utf8.count < 4096 else {
            throw ProblemDraft.invalid("body", [.init(field: "file", message: "is longer than 4095 bytes")])
        }
        return JSONAnswer(ExplanationBody(await plugins.explain(body.file, by: PluginActor(context.caller))))
    }

    @Sendable private func check(_ request: Request, _ context: CallerContext) async throws
        -> JSONAnswer<UpgradeReportBody>
    {
        try await platform.permissions.require(.pluginManage, by: context.caller)
        let body = try await request.body(as: UpgradeCheckBody.self)
        let report = try await plugins.check(against: body.against, by: PluginActor(context.caller))
        return JSONAnswer(
            UpgradeReportBody(
                against: body.against, plugins: report.map { UpgradeReportBody.Plugin($0.plugin, $0.refusal) }))
    }

    @Sendable private func events(_ request: Request, _ context: CallerContext) async throws
        -> LineStream<PluginEventBody>
    {
        try await platform.permissions.require(.pluginManage, by: context.caller)
        let query = try ListQuery(request, filters: ["follow"], .stream)
        let limit = query.page.limit
        guard try query.flag("follow") else {
            return LineStream(plugins.news.last(limit).map { PluginEventBody($0.event, seq: $0.seq) })
        }
        return LineStream(plugins.news.follow(after: limit).bodies { PluginEventBody($0.event, seq: $0.seq) })
    }

    @Sendable private func log(_ request: Request, _ context: CallerContext) async throws
        -> LineStream<PluginLogLineBody>
    {
        try await platform.permissions.require(.pluginManage, by: context.caller)
        let query = try ListQuery(request, filters: ["follow"], .stream)
        let limit = query.page.limit
        let name = try context.pathParameter("plugin")
        guard let plugin = await plugins.plugin(name)?.name else {
            throw await ProblemDraft.noSuchPlugin(name, among: plugins)
        }
        guard try query.flag("follow") else {
            return LineStream(logs.last(limit, of: plugin).map(PluginLogLineBody.init))
        }
        return LineStream(logs.follow(plugin, after: limit).bodies(PluginLogLineBody.init))
    }
}

extension AsyncStream where Element: Sendable {
    /// The same values on the wire.
    fileprivate func bodies<Body: Sendable>(_ body: @escaping @Sendable (Element) -> Body) -> AsyncStream<Body> {
        let iterator = SharedIterator(self)
        return AsyncStream<Body> { await iterator.next().map(body) }
    }
}

/// The iterator of a stream that only one reader asks, one value after the other.
private actor SharedIterator<Element: Sendable> {
    private let stream: AsyncStream<Element>

    init(_ stream: AsyncStream<Element>) {
        self.stream = stream
    }

    func next() async -> Element? {
        // An AsyncStream keeps its values itself, so a new iterator goes on where the last one stopped.
        for await element in stream { return element }
        return nil
    }
}
