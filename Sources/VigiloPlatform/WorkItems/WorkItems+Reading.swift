// The statements that read work items.

import VigiloStore

extension WorkItems {
    static func find(
        _ text: String, _ type: WorkItemType, in workspace: Workspace, _ transaction: Transaction
    ) throws -> WorkItem {
        if let key = WorkItemKey(parsing: text, type: type) {
            let row = try transaction.first(
                """
                SELECT \(WorkItem.columns) FROM work_item w JOIN "user" u ON u.id = w.created_by
                WHERE w.workspace_id = $1 AND w.type = $2 AND w.number = $3
                """, .text(workspace.id), .text(type.rawValue), .integer(key.number))
            if let row { return try WorkItem(row, fields: FieldValues.of(try row.text("id"), transaction)) }
        }
        throw PlatformError(
            .notFound, code: "\(type.rawValue)_not_found",
            "There is no \(type.rawValue) '\(text)' in workspace '\(workspace.slug)'.",
            hint: "Keys look like \(WorkItemKey(type: type, number: 1).text).")
    }

    /// A page, oldest first. The cursor is the number of the last item, so it holds for any status.
    static func page(
        _ page: PageRequest, of type: WorkItemType, status: String?, in workspaceID: String, _ transaction: Transaction
    ) throws -> Slice<WorkItem> {
        let limit = try page.checkedLimit()
        let list = "work_items.\(type.rawValue)"
        var after: Int64 = 0
        if let text = page.cursor {
            guard let number = Int64(try Cursor(parsing: text, list: list).key) else { throw Cursor.unreadable }
            after = number
        }
        let items = try items(of: type, status: status, in: workspaceID, after: after, limit: limit + 1, transaction)
        return Slice(items, limit: limit) { Cursor(list: list, key: String($0.number)) }
    }

    /// Two conditions rather than one with an optional part: each walks an index of its own, from the cursor on.
    private static func items(
        of type: WorkItemType, status: String?, in workspaceID: String, after number: Int64, limit: Int,
        _ transaction: Transaction
    ) throws -> [WorkItem] {
        let (workspace, type) = (SQLValue.text(workspaceID), SQLValue.text(type.rawValue))
        let (number, limit) = (SQLValue.integer(number), SQLValue.integer(Int64(limit)))
        guard let status else {
            return try items(
                where: "w.workspace_id = $1 AND w.type = $2 AND w.number > $3 ORDER BY w.number LIMIT $4",
                [workspace, type, number, limit], transaction)
        }
        return try items(
            where: """
                w.workspace_id = $1 AND w.type = $2 AND w.status = $3 AND w.number > $4 ORDER BY w.number LIMIT $5
                """, [workspace, type, .text(status), number, limit], transaction)
    }

    /// Items with the values of their fields; `condition` is what stands behind WHERE, with its order and limit.
    static func items(
        where condition: String, _ arguments: [SQLValue], _ transaction: Transaction
    ) throws -> [WorkItem] {
        let rows = try transaction.rows(
            """
            SELECT \(WorkItem.columns) FROM work_item w JOIN "user" u ON u.id = w.created_by WHERE \(condition)
            """, arguments: arguments)
        guard !rows.isEmpty else { return [] }
        let values = try FieldValues.ofItems(where: condition, arguments, transaction)
        return try rows.map { try WorkItem($0, fields: values[try $0.text("id")] ?? [:]) }
    }

    /// How many items of the type are in each status, every status named.
    static func counts(
        of type: WorkItemType, in workspaceID: String, _ transaction: Transaction
    ) throws(StoreError) -> [String: Int] {
        let rows = try transaction.rows(
            "SELECT status, COUNT(*) AS items FROM work_item WHERE workspace_id = $1 AND type = $2 GROUP BY status",
            .text(workspaceID), .text(type.rawValue))
        var counts = Dictionary(uniqueKeysWithValues: type.statuses.map { ($0, 0) })
        for row in rows { counts[try row.text("status")] = Int(try row.integer("items")) }
        return counts
    }
}
