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
    private let emailColumn, roleColumn, customColumn: Int?

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
        emailColumn = names.firstIndex(of: "email")
        roleColumn = names.firstIndex(of: "role")
        customColumn = names.firstIndex(of: "custom_role_name")
    }

    private func field(_ column: Int?, of row: CSVReader.Row) -> String {
        guard let column, column < row.fields.count else { return "" }
        return Self.trimmed(row.fields[column])
    }

    static func noHeader(_ found: String) -> ProblemDraft {
        ProblemDraft(
            status: 422, code: "csv_header", sentence: "The file's first line must name its columns, and \(found).",
            hint: "The header is: email,role,custom_role_name (the last may be left out).")
    }

    /// A trailing column that is empty everywhere may be left out of a row.
    func invitation(_ row: CSVReader.Row) -> Row {
        let role = field(roleColumn, of: row)
        let custom = field(customColumn, of: row)
        let invitation = NewInvitation(
            email: field(emailColumn, of: row), role: role.isEmpty ? nil : role,
            customRole: custom.isEmpty ? nil : custom)
        var problem = row.problem
        if problem == nil, row.fields.count > order.count || row.fields.count < min(2, order.count) {
            problem =
                "it has \(row.fields.count) field\(row.fields.count == 1 ? "" : "s"), and the header names \(order.count)"
        }
        return Row(line: row.line, invitation: invitation, problem: problem)
    }

    /// Without blanks at its ends.
    private static func trimmed(_ text: String) -> String {
        func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        guard let first = text.utf8.first, let last = text.utf8.last, isBlank(first) || isBlank(last) else {
            return text
        }
        let bytes = Array(text.utf8)
        let kept = bytes.drop(while: isBlank)
        return String(decoding: kept.prefix(kept.count - kept.reversed().prefix(while: isBlank).count), as: UTF8.self)
    }
}
