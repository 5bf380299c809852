// Values of custom fields on the command line: --field KEY=VALUE

import ArgumentParser
import VigiloClient
import VigiloJSON
import VigiloWire

struct FieldOptions: ParsableArguments {
    @Option(
        name: .customLong("field"),
        help: ArgumentHelp(
            "A custom field's value; may be repeated. vigilo field list shows the fields.", valueName: "key=value"),
        completion: .shellCommand("vigilo field list --quiet 2>/dev/null | sed 's/$/=/'"), transform: Assignment.init)
    var fields: [Assignment] = []
}

/// Values as they were typed, and what the fields take.
///
/// `key:=JSON` is always JSON. `key=text` stays text where the field is text, a date, a URL or a choice, so that a text
/// field keeps "42"; numbers, yes or no, lists of choices and plugins' types read it as JSON where it is JSON.
struct FieldAssignments {
    private let assignments: [Assignment]

    init(_ assignments: [Assignment]) throws {
        self.assignments = try Assignment.unique(assignments)
    }

    /// The values by key; asks the daemon what the fields are, if there are any.
    func values(for type: EntityType, in slug: String, _ client: Client) async throws -> [String: JSONValue] {
        let isTypeNeeded = assignments.contains { !$0.isJSON && $0.asJSON != nil }
        let fields =
            isTypeNeeded
            ? try await client.list(
                Path.fields(in: slug), query: ["entity_type": type.rawValue], of: FieldBody.self
            ).body().items : []
        let byKey = Dictionary(fields.map { ($0.key, $0) }) { first, _ in first }
        return assignments.reduce(into: [:]) { values, assignment in
            let field = byKey[assignment.key]
            values[assignment.key] = Self.value(assignment, fieldType: field?.fieldType, options: field?.options)
        }
    }

    static func value(_ assignment: Assignment, fieldType: String?, options: JSONValue?) -> JSONValue {
        if assignment.isJSON { return assignment.guessedValue }
        switch fieldType {
        case "text", "date", "url": return .string(assignment.text)
        case "select":
            return options?["multiple"] == true ? assignment.guessedValue : .string(assignment.text)
        default: return assignment.guessedValue
        }
    }
}
