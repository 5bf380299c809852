// The widget: its configuration, and the data of its tile.

import VigiloPluginSDK

/// How many changes, incidents and tasks of a workspace stand in which status.
struct KanbanWidget: DashboardWidget {
    let key = "kanban_overview"
    let label = "Kanban overview"
    let defaultSize = WidgetSize(width: 6, height: 4)
    let configSchema: JSON? = [
        "type": "object",
        "properties": [
            "types": [
                "type": "array",
                "items": ["enum": ["change", "incident", "task"]],
                "minItems": 1,
                "description": "What to count; all three if left out.",
            ]
        ],
        "additionalProperties": false,
    ]

    /// What moves over a board. Certificates can be counted too, but they do not.
    private static let types: [EntityType] = [.change, .incident, .task]

    /// The columns from left to right, and the totals:
    ///
    ///     {"columns": [{"status": "in_progress", "change": 1, "task": 2, "total": 3}, ...],
    ///      "totals": {"change": 4, "incident": 0, "task": 7}, "total": 11}
    func load(config: JSON, call: Call) throws -> JSON {
        var board = Board()
        for type in try types(config) {
            board.add(try call.counts(of: type), of: type)
        }
        return board.json
    }

    private func types(_ config: JSON) throws -> [EntityType] {
        guard let setting = config["types"] else { return Self.types }
        let names = setting.arrayValue?.map { $0.stringValue ?? "" } ?? []
        let types = names.compactMap(EntityType.init(rawValue:)).filter(Self.types.contains)
        guard !types.isEmpty, types.count == names.count else {
            throw PluginError.invalidArgument(
                "the setting types is a list of \"change\", \"incident\" and \"task\", not \(setting)")
        }
        return Self.types.filter(types.contains)
    }
}
