// Built-in widget: incidents by severity and status.

import VigiloExtensionPoints
import VigiloJSON
import VigiloStore

/// How many incidents there are in each pair of severity and status.
struct IncidentGrid: DashboardWidget {
    let key = "incident_grid"
    let label = "Incidents by severity"
    let configSchema: JSONValue? = nil
    let defaultSize = WidgetSize(width: 6, height: 3)
    let data: WidgetData

    /// `{"severities": ["p1", ...], "statuses": ["open", ...], "cells": {"p1": {"open": 2, ...}, ...}, "total": 2}`.
    func load(config: JSONValue, context: CallContext) async throws(ExtensionError) -> JSONValue {
        _ = try WidgetData.members(of: config, for: key, names: [])
        return try await data.read(context) { workspaceID, transaction in
            let rows = try transaction.rows(
                """
                SELECT severity, status, COUNT(*) AS items FROM work_item
                WHERE workspace_id = $1 AND type = 'incident' GROUP BY severity, status
                """, .text(workspaceID))
            return try Self.grid(of: rows)
        }
    }

    private static func grid(of rows: [Row]) throws(StoreError) -> JSONValue {
        let (severities, statuses) = (CheckedWorkItem.severities, WorkItemType.incident.statuses)
        let empty = Dictionary(uniqueKeysWithValues: statuses.map { ($0, JSONValue.integer(0)) })
        var cells = Dictionary(uniqueKeysWithValues: severities.map { ($0, empty) })
        var total: Int64 = 0
        for row in rows {
            let items = try row.integer("items")
            cells[try row.text("severity"), default: empty][try row.text("status")] = .integer(items)
            total += items
        }
        return [
            "severities": .array(severities.map(JSONValue.string)), "statuses": .array(statuses.map(JSONValue.string)),
            "cells": .object(cells.mapValues(JSONValue.object)), "total": .integer(total),
        ]
    }
}
