// The statements that read and write the values of custom fields.

import VigiloJSON
import VigiloStore

/// The stored values of work items' fields.
enum FieldValues {
    private static let select = """
        SELECT v.work_item_id, f.key, v.value FROM field_value v JOIN custom_field f ON f.id = v.field_id
        """

    /// The values of one item, by the fields' keys.
    static func of(_ itemID: String, _ transaction: Transaction) throws -> [String: JSONValue] {
        let rows = try transaction.rows("\(select) WHERE v.work_item_id = $1", .text(itemID))
        return try byItem(rows)[itemID] ?? [:]
    }

    /// The values of many items, by the items' ids; `items` is what stands behind WHERE in a statement that chooses them
    /// from `work_item w`.
    static func ofItems(
        where items: String, _ arguments: [SQLValue], _ transaction: Transaction
    ) throws -> [String: [String: JSONValue]] {
        try byItem(
            transaction.rows(
                "\(select) WHERE v.work_item_id IN (SELECT w.id FROM work_item w WHERE \(items))",
                arguments: arguments))
    }

    /// Stores a value, or removes it where it is nil.
    static func set(
        _ field: CustomField, of itemID: String, to value: JSONValue?, _ transaction: Transaction
    ) throws(StoreError) {
        guard let value else {
            try transaction.execute(
                "DELETE FROM field_value WHERE work_item_id = $1 AND field_id = $2", .text(itemID), .text(field.id))
            return
        }
        try transaction.execute(
            """
            INSERT INTO field_value (work_item_id, field_id, value) VALUES ($1, $2, $3)
            ON CONFLICT (work_item_id, field_id) DO UPDATE SET value = excluded.value
            """, .text(itemID), .text(field.id), .text(value.canonicalText))
    }

    private static func byItem(_ rows: [Row]) throws -> [String: [String: JSONValue]] {
        var values: [String: [String: JSONValue]] = [:]
        for row in rows {
            values[try row.text("work_item_id"), default: [:]][try row.text("key")] = try JSONValue(
                parsing: try row.text("value"))
        }
        return values
    }
}
