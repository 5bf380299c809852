// The members that --fields chooses.

import VigiloJSON

/// Members of JSON output, as dotted paths. What is in a list is chosen of each of its items.
struct FieldSelection: Equatable, Sendable {
    private let paths: [[String]]
    private let isOfItems: Bool

    /// Reads `a,b.c`, and refuses what the output of the command has not.
    init(_ text: String, of printed: Printed, command: String) throws {
        let shape = try printed.shape()
        let names = text.split(separator: ",").map { $0.split(separator: " ").joined(separator: " ") }
        guard !names.isEmpty, !names.contains("") else {
            throw Failure(
                .usage, code: "usage", "--fields names no field", hint: "\(command) --fields '?' lists them.")
        }
        paths = names.map { $0.split(separator: ".", omittingEmptySubsequences: false).map(String.init) }
        isOfItems = printed.isList
        for (name, path) in zip(names, paths) where !shape.has(path[...]) {
            let guess = Suggestion.nearest(to: name, among: shape.names).map { "Did you mean '\($0)'? " } ?? ""
            throw Failure(
                .usage, code: "unknown_field", "the output of \(command) has no field '\(name)'",
                hint: "\(guess)\(command) --fields '?' lists them.")
        }
    }

    /// The value with what is chosen. A member that is chosen and not there is null: programs can rely on it.
    func chosen(of value: JSONValue) -> JSONValue {
        guard isOfItems, case .object(var members) = value, let items = members["items"]?.arrayValue else {
            return Self.chosen(paths.map { $0[...] }, of: value)
        }
        members["items"] = .array(items.map { Self.chosen(paths.map { $0[...] }, of: $0) })
        return .object(members)
    }

    private static func chosen(_ paths: [ArraySlice<String>], of value: JSONValue) -> JSONValue {
        if paths.contains(where: \.isEmpty) { return value }
        switch value {
        case .array(let values):
            return .array(values.map { chosen(paths, of: $0) })
        case .object(let members):
            let groups = Dictionary(grouping: paths) { $0.first ?? "" }
            return .object(
                groups.reduce(into: [:]) { result, group in
                    let rest = group.value.map { $0.dropFirst() }
                    result[group.key] = members[group.key].map { chosen(rest, of: $0) } ?? .null
                })
        default:
            return .null
        }
    }
}
