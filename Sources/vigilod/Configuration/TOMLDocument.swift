// A TOML file as plain data.

import TOMLKit
import VigiloJSON

/// A TOML file as plain data: tables are objects, dates and times are strings as TOML writes them.
enum TOMLDocument {
    /// A text that is not TOML.
    struct SyntaxError: Error {
        var line: Int
        var message: String
    }

    static func members(of text: String) throws(SyntaxError) -> [String: JSONValue] {
        do {
            return members(of: try TOMLTable(string: text))
        } catch let error as TOMLParseError {
            throw SyntaxError(line: error.source.begin.line, message: error.description)
        } catch {
            throw SyntaxError(line: 1, message: "\(error)")
        }
    }

    private static func members(of table: TOMLTable) -> [String: JSONValue] {
        var members: [String: JSONValue] = [:]
        for (key, value) in table {
            members[key] = json(value)
        }
        return members
    }

    private static func json(_ value: any TOMLValueConvertible) -> JSONValue {
        switch value.type {
        case .table: .object(value.table.map(members(of:)) ?? [:])
        case .array: .array(value.array.map { array in array.map(json) } ?? [])
        case .string: value.string.map(JSONValue.string) ?? .null
        case .int: value.int.map { .integer(Int64($0)) } ?? .null
        case .double: value.double.map(JSONValue.number) ?? .null
        case .bool: value.bool.map(JSONValue.bool) ?? .null
        case .date, .time, .dateTime: .string(value.debugDescription)
        }
    }
}
