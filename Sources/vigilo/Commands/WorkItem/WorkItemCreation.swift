// What the three create commands have in common.

import VigiloClient
import VigiloWire

extension Command {
    func create(
        _ body: NewWorkItemBody, _ type: EntityType, fields: [Assignment], in session: Session
    ) async throws {
        let assignments = try FieldAssignments(fields)
        let (client, slug) = try session.workspace()
        var body = body
        if !fields.isEmpty { body.fields = try await assignments.values(for: type, in: slug, client) }
        let answer = try await client.post(Path.workItems(type, in: slug), body, as: WorkItemBody.self)
        try session.output.show(answer, names: { [$0.key] }) {
            [Paragraph("Created \(type.rawValue) \($0.key) (\($0.status)): \($0.title)")]
        }
    }
}
