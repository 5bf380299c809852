// Built-in widget: the changes that are not finished.

import VigiloExtensionPoints
import VigiloJSON
import VigiloStore

/// The changes that are not finished: how many in each status, and the next ones by their planned start.
struct OpenChanges: DashboardWidget {
    let key = "open_changes"
    let label = "Open changes"
    let configSchema: JSONValue? = [
        "type": "object", "additionalProperties": false,
        "properties": ["limit": ["type": "integer", "minimum": 1, "maximum": 50, "default": 10]],
    ]
    let defaultSize = WidgetSize(width: 6, height: 4)
    let data: WidgetData

    /// `{"total": 3, "by_status": {"draft": 1, ...}, "items": [...]}`, items as the REST API shows them.
    func load(config: JSONValue, context: CallContext) async throws(ExtensionError) -> JSONValue {
        let limit = try Self.limit(in: config)
        let machine = StateMachine.change
        let open = machine.states.filter { !machine.finalStates.contains($0) }
        return try await data.read(context) { workspaceID, transaction in
            let counts = try WorkItems.counts(of: .change, in: workspaceID, transaction)
            let byStatus = open.map { ($0, counts[$0] ?? 0) }
            let items = try Self.next(limit, in: workspaceID, states: open, transaction)
            return [
                "total": .integer(Int64(byStatus.map(\.1).reduce(0, +))),
                "by_status": .object(Dictionary(uniqueKeysWithValues: byStatus.map { ($0, .integer(Int64($1))) })),
                "items": .array(items.map(\.json)),
            ]
        }
    }

    private static func next(
        _ limit: Int64, in workspaceID: String, states: [String], _ transaction: Transaction
    ) throws -> [WorkItem] {
        // The states are ours, not input, and a list of variable length has no placeholder that both engines share.
        let list = states.map { "'\($0)'" }.joined(separator: ", ")
        return try WorkItems.items(
            where: """
                w.workspace_id = $1 AND w.type = 'change' AND w.status IN (\(list))
                ORDER BY w.planned_start IS NULL, w.planned_start, w.number LIMIT $2
                """, [.text(workspaceID), .integer(limit)], transaction)
    }

    private static func limit(in config: JSONValue) throws(ExtensionError) -> Int64 {
        guard let value = try WidgetData.members(of: config, for: "open_changes", names: ["limit"])["limit"] else {
            return 10
        }
        guard let limit = value.integerValue, (1...50).contains(limit) else {
            throw ExtensionError(
                .invalidArgument, "the setting 'limit' of open_changes must be a whole number from 1 to 50")
        }
        return limit
    }
}
