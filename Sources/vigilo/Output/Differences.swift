// What is different between two JSON values, member by member.

import VigiloJSON

struct Differences {
    struct Entry: Equatable {
        /// With dots for what lies deeper: `settings.holidays`. Empty for the values themselves.
        var place: String
        /// nil: it was not there.
        var old: JSONValue?
        /// nil: it is not there any more.
        var new: JSONValue?
    }

    let entries: [Entry]
    private let isWhole: Bool

    /// How much of a value is told in a line.
    private static let longestValue = 40
    private static let mostInLine = 3

    init(from old: JSONValue?, to new: JSONValue?) {
        isWhole = old == nil || new == nil
        entries = Self.entries("", old, new).sorted { $0.place < $1.place }
    }

    /// A line: "role: viewer -> admin"; nil where all of it came or went, or nothing is different.
    var summary: String? {
        guard !isWhole, !entries.isEmpty else { return nil }
        let parts = entries.prefix(Self.mostInLine).map { entry in
            let sides = "\(Self.text(entry.old)) -> \(Self.text(entry.new))"
            return entry.place.isEmpty ? sides : "\(entry.place): \(sides)"
        }
        let rest = entries.count - parts.count
        return parts.joined(separator: ", ") + (rest > 0 ? ", and \(rest) more" : "")
    }

    var table: Table {
        Table(
            [.init(""), .init("BEFORE", isFlexible: true), .init("AFTER", isFlexible: true)],
            rows: entries.map { entry in
                Table.Row([
                    .init(entry.place, .heading), .init(entry.old.map(Outline.text)),
                    .init(entry.new.map(Outline.text)),
                ])
            })
    }

    /// Objects are taken apart, everything else is compared as a whole.
    private static func entries(_ place: String, _ old: JSONValue?, _ new: JSONValue?) -> [Entry] {
        guard old != new else { return [] }
        let (left, right) = (old?.objectValue, new?.objectValue)
        guard left != nil || right != nil, (old == nil || left != nil), (new == nil || right != nil) else {
            return [Entry(place: place, old: old, new: new)]
        }
        let keys = Set((left ?? [:]).keys).union((right ?? [:]).keys)
        guard !keys.isEmpty else { return place.isEmpty ? [] : [Entry(place: place, old: old, new: new)] }
        return keys.flatMap { entries(place.isEmpty ? $0 : "\(place).\($0)", left?[$0], right?[$0]) }
    }

    private static func text(_ value: JSONValue?) -> String {
        guard let value, value != .null else { return "none" }
        let text = Outline.text(of: value)
        return text.count > longestValue ? "\(text.prefix(longestValue))..." : text
    }
}
