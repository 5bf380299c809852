// The rows of a file of invitations: email,role,custom_role_name.

import VigiloPlatform

/// Understands the rows of a file of invitations by its header.
struct InvitationTable {
    /// A row as it is meant, or why it means nothing.
    struct Row: Sendable {
        var line: Int
        var invitation: NewInvitation
        var problem: String?
    }

    private static let columns = ["email", "role", "custom_role_name"]

    /// Which column is where.
    private let order: [String]

    /// Reads the header. `email` and `role` must be there; the columns may stand in any order.
    init(header: CSVReader.Row) throws(ProblemDraft) {
        var names: [String] = []
        for field in header.fields { names.append(Self.trimmed(field).lowercased()) }
        guard header.problem == nil, Set(names).count == names.count, names.contains("email"), names.contains("role"),
            names.allSatisfy(Self.columns.contains)
        else {
            let found = header.problem ?? "it is '\(header.fields.joined(separator: ",").prefix(80))'"
            throw Self.noHeader(found)
        }
        order = names
    }

    static func noHeader(_ found: String) -> ProblemDraft {
        ProblemDraft(
            status: 422, code: "csv_header", sentence: "The file's first line must name its columns, and \(found).",
            hint: "The header is: email,role,custom_role_name (the last may be left out).")
    }

    /// A trailing column that is empty everywhere may be left out of a row.
    func invitation(_ row: CSVReader.Row) -> Row {
        var values: [String: String] = [:]
        for (name, field) in zip(order, row.fields) { values[name] = Self.trimmed(field) }
        let role = values["role"] ?? ""
        let custom = values["custom_role_name"] ?? ""
        let invitation = NewInvitation(
            email: values["email"] ?? "", role: role.isEmpty ? nil : role, customRole: custom.isEmpty ? nil : custom)
        var problem = row.problem
        if problem == nil, row.fields.count > order.count || row.fields.count < min(2, order.count) {
            problem =
                "it has \(row.fields.count) field\(row.fields.count == 1 ? "" : "s"), and the header names \(order.count)"
        }
        return Row(line: row.line, invitation: invitation, problem: problem)
    }

    private static func trimmed(_ text: String) -> String {
        var text = Substring(text)
        while text.first == " " || text.first == "\t" { text.removeFirst() }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return String(text)
    }
}
