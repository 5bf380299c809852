// The board: one column a status, from what waits on the left to what is over on the right.

import VigiloPluginSDK

/// Counts by status and type.
struct Board {
    /// Statuses in the order of work. What is not named here comes last, by name.
    static let order = [
        "draft", "todo", "open",
        "review", "approved", "scheduled", "investigating",
        "in_progress", "blocked", "mitigated",
        "resolved", "completed", "done", "post_mortem",
        "failed", "rolled_back", "cancelled",
    ]

    private var countsByType: [String: [String: Int]] = [:]

    mutating func add(_ counts: [String: Int], of type: EntityType) {
        countsByType[type.rawValue] = counts
    }

    /// By status, then by type.
    private var columns: [String: [String: Int]] {
        var columns: [String: [String: Int]] = [:]
        for (type, counts) in countsByType {
            for (status, count) in counts { columns[status, default: [:]][type] = count }
        }
        return columns
    }

    var json: JSON {
        let sorted = columns.sorted { Self.place(of: $0.key) < Self.place(of: $1.key) }
        let totals = countsByType.mapValues { $0.values.reduce(0, +) }
        return [
            "columns": JSON(sorted.map { Self.column($0.key, $0.value) }),
            "totals": JSON(totals.mapValues { JSON($0) }),
            "total": JSON(totals.values.reduce(0, +)),
        ]
    }

    private static func place(of status: String) -> (Int, String) {
        (order.firstIndex(of: status) ?? order.count, status)
    }

    /// {"status": "in_progress", "change": 1, "task": 2, "total": 3}; a type that does not know the status is left out.
    private static func column(_ status: String, _ counts: [String: Int]) -> JSON {
        var members = counts.mapValues { JSON($0) }
        members["status"] = JSON(status)
        members["total"] = JSON(counts.values.reduce(0, +))
        return JSON(members)
    }
}
