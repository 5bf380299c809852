// Any JSON value, as a person would write it down: members under one another, like things as tables.

import VigiloJSON

struct Outline: Renderable {
    var value: JSONValue

    /// How wide a list on one line may be where nothing limits it.
    private static let widestLine = 100
    private static let indent = "  "

    init(_ value: JSONValue) {
        self.value = value
    }

    func lines(on canvas: Canvas) -> [String] {
        lines(of: value, on: canvas)
    }

    private func lines(of value: JSONValue, on canvas: Canvas) -> [String] {
        if let text = Self.line(of: value, on: canvas) { return [text] }
        switch value {
        case .object(let members): return grid(of: members, on: canvas) ?? lines(of: members, on: canvas)
        case .array(let values): return table(of: values, on: canvas) ?? lines(of: values, on: canvas)
        default: return [Self.text(of: value)]
        }
    }

    /// What fits on one line first, aligned; then what has parts of its own, each under its name.
    private func lines(of members: [String: JSONValue], on canvas: Canvas) -> [String] {
        let sorted = members.sorted { $0.key < $1.key }
        let single = sorted.compactMap { key, value in
            Self.line(of: value, on: canvas).map { (key: SafeText.line(key), text: $0, isNumber: value.isNumber) }
        }
        let width = single.reduce(0) { max($0, TextWidth.of($1.key)) }
        let digits = single.reduce(0) { $1.isNumber ? max($0, TextWidth.of($1.text)) : $0 }
        var lines = single.map { entry in
            let shift = entry.isNumber ? digits - TextWidth.of(entry.text) : 0
            return TextWidth.padded(entry.key, to: width) + Self.indent + String(repeating: " ", count: shift)
                + entry.text
        }
        let inner = Canvas(columns: canvas.columns.map { max(20, $0 - Self.indent.count) }, style: canvas.style)
        for (key, value) in sorted where Self.line(of: value, on: canvas) == nil {
            lines.append(canvas.style.paint(SafeText.line(key), .heading))
            lines += self.lines(of: value, on: inner).map { Self.indent + $0 }
        }
        return lines
    }

    private func lines(of values: [JSONValue], on canvas: Canvas) -> [String] {
        values.flatMap { value in
            lines(of: value, on: canvas).enumerated().map { ($0 == 0 ? "- " : Self.indent) + $1 }
        }
    }

    /// Members that are objects with the same members, as one row each; nil if they are anything else.
    private func grid(of members: [String: JSONValue], on canvas: Canvas) -> [String]? {
        let rows = members.sorted { $0.key < $1.key }
        let objects = rows.compactMap(\.value.objectValue)
        guard rows.count > 1, objects.count == rows.count, Set(objects.map { Set($0.keys) }).count == 1 else {
            return nil
        }
        return table(of: objects, named: rows.map(\.key), on: canvas)
    }

    private func table(of values: [JSONValue], on canvas: Canvas) -> [String]? {
        let objects = values.compactMap(\.objectValue)
        return objects.count == values.count ? table(of: objects, named: nil, on: canvas) : nil
    }

    /// Objects without parts of their own as rows; nil if one has.
    private func table(of objects: [[String: JSONValue]], named names: [String]?, on canvas: Canvas) -> [String]? {
        guard objects.allSatisfy({ !$0.values.contains(where: \.hasParts) }) else { return nil }
        // What names a row stands before what counts in it.
        let isNumeric = { (key: String) in objects.allSatisfy { $0[key]?.isNumber ?? true } }
        let sorted = Set(objects.flatMap(\.keys)).sorted()
        let keys = sorted.filter { !isNumeric($0) } + sorted.filter(isNumeric)
        let rows = objects.enumerated().map { index, object in
            let name = names.map { [Table.Cell($0[index], .heading)] } ?? []
            return Table.Row(name + keys.map { key in Table.Cell(object[key].map(Self.text)) })
        }
        let columns = keys.map { Table.Column(SafeText.line($0), isFlexible: true, isNumeric: isNumeric($0)) }
        return Table((names == nil ? [] : [Table.Column("")]) + columns, rows: rows).lines(on: canvas)
    }

    /// The value on one line: one without parts, or a short list of such; nil if it takes more.
    private static func line(of value: JSONValue, on canvas: Canvas) -> String? {
        guard value.hasParts else { return text(of: value) }
        guard let values = value.arrayValue, !values.contains(where: \.hasParts) else { return nil }
        let line = values.map(text).joined(separator: ", ")
        return TextWidth.of(line) <= (canvas.columns ?? widestLine) * 2 / 3 ? line : nil
    }

    /// A value without parts, bare.
    static func text(of value: JSONValue) -> String {
        switch value {
        case .string(let text): SafeText.line(text)
        case .array, .object: value.hasParts ? JSONText.text(of: value, isIndented: false) : "none"
        default: value.canonicalText
        }
    }
}

extension JSONValue {
    fileprivate var isNumber: Bool { doubleValue != nil }

    /// Whether it is an object or an array that is not empty.
    fileprivate var hasParts: Bool {
        switch self {
        case .object(let members): !members.isEmpty
        case .array(let values): !values.isEmpty
        default: false
        }
    }
}
