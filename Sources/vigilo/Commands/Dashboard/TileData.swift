// What a tile shows, for people: its items as the members that tell them, the rest as an outline.

import VigiloJSON

/// The data of a tile. A widget is free in what it gives; where `items` are work items or certificates, each is a row
/// with what people look for, as in the commands that list them, and `--json` has the rest.
struct TileData: Renderable {
    var data: JSONValue

    /// The members that a row has, where any item has them. All items must have those that stand first.
    private static let records: [(needed: [String], further: [String])] = [
        (["key", "title"], ["status", "severity", "priority", "risk_level"]),
        (["name", "fingerprint_sha256"], ["status", "days_until_expiry", "not_after"]),
    ]
    private static let indent = "  "

    func lines(on canvas: Canvas) -> [String] {
        guard var members = data.objectValue, let items = members["items"]?.arrayValue, !items.isEmpty else {
            return Outline(data).lines(on: canvas)
        }
        let record = Self.records.first { record in
            items.allSatisfy { item in record.needed.allSatisfy { item[$0]?.stringValue != nil } }
        }
        guard let record else { return Outline(data).lines(on: canvas) }
        members["items"] = nil
        let inner = Canvas(columns: canvas.columns.map { max(20, $0 - Self.indent.count) }, style: canvas.style)
        let rest = members.isEmpty ? [] : Outline(.object(members)).lines(on: canvas)
        return rest + [canvas.style.paint("items", .heading)]
            + Self.table(of: items, record.needed, record.further).lines(on: inner).map { Self.indent + $0 }
    }

    /// The name first, what is said of it in the middle, and a title, which may be long, last.
    private static func table(of items: [JSONValue], _ needed: [String], _ further: [String]) -> Table {
        let some = further.filter { key in items.contains { ($0[key] ?? .null) != .null } }
        let keys = needed.prefix(1) + some + needed.dropFirst().filter { $0 == "title" }
        let rows = items.map { item in
            Table.Row(
                keys.map { key in
                    let text = item[key].flatMap { $0 == .null ? nil : Wording.time(Outline.text(of: $0)) }
                    return Table.Cell(text, key == "status" ? Tone(state: text ?? "") : .plain)
                })
        }
        let columns = keys.map { key in
            Table.Column(
                key, isFlexible: key == keys.last || key == keys.first,
                isNumeric: items.allSatisfy { $0[key]?.integerValue != nil })
        }
        return Table(columns, rows: rows)
    }
}
