// The periodic work: what is done, and when.

import VigiloPluginSDK

/// Every hour writes a line to the log if more tasks are blocked than the time before.
struct BlockedWork: PeriodicTask {
    let key = "plugin_name"
    let label = "Blocked work"
    let schedule = Schedule.every(seconds: 3600)

    func run(call: Call) throws -> JSON? {
        let blocked = try call.counts(of: .task)["blocked"] ?? 0
        let before = try call.store.json("blocked")?.integerValue.map(Int.init) ?? 0
        if Self.isNews(blocked, before: before) { call.log(.warning, "\(blocked) tasks are blocked, after \(before)") }
        try call.store.set("blocked", to: .integer(Int64(blocked)))
        return ["blocked": .integer(Int64(blocked)), "before": .integer(Int64(before))]
    }

    static func isNews(_ blocked: Int, before: Int) -> Bool { blocked > before }
}
