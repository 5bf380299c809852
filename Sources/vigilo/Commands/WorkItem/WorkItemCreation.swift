// What the three create commands have in common.

import VigiloClient
import VigiloWire

extension Command {
    func create(_ body: NewWorkItemBody, _ type: EntityType, in session: Session) async throws {
        let (client, slug) = try session.workspace()
        let answer = try await client.post(Path.workItems(type, in: slug), body, as: WorkItemBody.self)
        try session.output.show(answer, names: { [$0.key] }) {
            [Paragraph("Created \(type.rawValue) \($0.key) (\($0.status)): \($0.title)")]
        }
    }
}
