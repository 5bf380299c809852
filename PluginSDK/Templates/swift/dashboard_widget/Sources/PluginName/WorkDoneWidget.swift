// The widget: the data of its tile.

import VigiloPluginSDK

/// Shows how much of the workspace's tasks is done.
struct WorkDoneWidget: DashboardWidget {
    let key = "plugin_name"
    let label = "Work done"
    let defaultSize = WidgetSize(width: 3, height: 2)

    func load(config: JSON, call: Call) throws -> JSON {
        let work = WorkDone(counts: try call.counts(of: .task))
        return [
            "done": .integer(Int64(work.done)), "all": .integer(Int64(work.all)), "percent": .number(work.percent),
        ]
    }
}
