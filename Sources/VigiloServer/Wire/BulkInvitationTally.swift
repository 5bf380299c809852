// What became of a file of invitations, as it is told line by line.

import NIOCore
import VigiloJSON
import VigiloPlatform
import VigiloWire

/// Writes the answer's lines and counts them.
struct BulkInvitationTally {
    private var invited = 0
    private var failed = 0

    /// One line a row, in the rows' order.
    mutating func lines(
        for rows: [InvitationTable.Row], _ results: [Result<IssuedInvitation, PlatformError>]
    ) -> ByteBuffer {
        var buffer = ByteBuffer()
        for (row, result) in zip(rows, results) { Self.append(line(for: row, result), to: &buffer) }
        return buffer
    }

    /// The last line: how many there were. An answer without it was cut off.
    func lastLine() -> ByteBuffer {
        var body = BulkInvitationBody(status: "finished")
        body.rows = invited + failed
        body.invited = invited
        body.failed = failed
        var buffer = ByteBuffer()
        Self.append(body, to: &buffer)
        return buffer
    }

    private mutating func line(
        for row: InvitationTable.Row, _ result: Result<IssuedInvitation, PlatformError>
    ) -> BulkInvitationBody {
        switch result {
        case .success(let issued):
            invited += 1
            let standing = issued.invitation.standing
            var body = BulkInvitationBody(
                status: "invited", line: row.line, email: issued.invitation.email, role: standing.role.rawValue,
                customRole: standing.customRole?.name)
            body.invitation = issued.code
            return body
        case .failure(let error):
            failed += 1
            var body = BulkInvitationBody(
                status: "failed", line: row.line, email: row.invitation.email, role: row.invitation.role,
                customRole: row.invitation.customRole)
            body.reason = error.code
            body.message = error.sentence
            return body
        }
    }

    private static func append(_ body: BulkInvitationBody, to buffer: inout ByteBuffer) {
        buffer.writeString(body.canonicalText)
        buffer.writeInteger(UInt8(ascii: "\n"))
    }
}

extension Invitations {
    /// What becomes of each row. What befalls a whole batch (a full disk, a permission that was taken away meanwhile) is
    /// told of each of its rows, and those behind it have their chance.
    func results(
        of rows: [InvitationTable.Row], in slug: String, by caller: Caller
    ) async -> [Result<IssuedInvitation, PlatformError>] {
        let good = rows.filter { $0.problem == nil }.map(\.invitation)
        var made: ArraySlice<Result<IssuedInvitation, PlatformError>>
        do {
            made = good.isEmpty ? [] : try await invite(good, in: slug, by: caller)[...]
        } catch {
            let error = error as? PlatformError ?? Self.fault
            made = ArraySlice(good.map { _ in .failure(error) })
        }
        return rows.map { row in
            if let problem = row.problem { return .failure(Self.badRow(row.line, problem)) }
            return made.popFirst() ?? .failure(Self.fault)
        }
    }

    private static func badRow(_ line: Int, _ problem: String) -> PlatformError {
        PlatformError(.invalid, code: "csv_row", "Line \(line) cannot be read: \(problem).")
    }

    private static var fault: PlatformError {
        PlatformError(.unavailable, code: "internal", "The daemon could not invite because of a fault of its own.")
    }
}

extension BulkInvitationBody {
    /// What the encoder would make of it, without asking the type for its members a hundred thousand times.
    fileprivate var canonicalText: String {
        var members: [String: JSONValue] = ["status": .string(status)]
        members["line"] = line.map { .integer(Int64($0)) }
        members["email"] = email.map(JSONValue.string)
        members["role"] = role.map(JSONValue.string)
        members["custom_role"] = customRole.map(JSONValue.string)
        members["invitation"] = invitation.map(JSONValue.string)
        members["reason"] = reason.map(JSONValue.string)
        members["message"] = message.map(JSONValue.string)
        members["rows"] = rows.map { .integer(Int64($0)) }
        members["invited"] = invited.map { .integer(Int64($0)) }
        members["failed"] = failed.map { .integer(Int64($0)) }
        return JSONValue.object(members).canonicalText
    }
}
