// The statements that read definitions of fields.

import VigiloStore

extension Fields {
    /// Every field of a workspace, by entity type, place and key; of one entity type if one is given.
    static func definitions(
        of type: WorkItemType? = nil, in workspaceID: String, _ transaction: Transaction
    ) throws -> [CustomField] {
        let select = "SELECT \(CustomField.columns) FROM custom_field f WHERE f.workspace_id = $1"
        guard let type else {
            return try transaction.rows(
                "\(select) ORDER BY f.entity_type, f.display_order, f.key", .text(workspaceID)
            ).map { try CustomField($0) }
        }
        return try transaction.rows(
            "\(select) AND f.entity_type = $2 ORDER BY f.display_order, f.key", .text(workspaceID),
            .text(type.rawValue)
        ).map { try CustomField($0) }
    }

    static func find(
        _ key: String, of type: WorkItemType, in workspace: Workspace, _ transaction: Transaction
    ) throws -> CustomField {
        let fields = try definitions(of: type, in: workspace.id, transaction)
        if let field = fields.first(where: { $0.key == key }) { return field }
        let nearest = NearestName.of(key, among: fields.map(\.key)).map { "Did you mean '\($0)'?" }
        throw PlatformError(
            .notFound, code: "field_not_found",
            "There is no field '\(key)' of \(type.rawValue)s in workspace '\(workspace.slug)'.",
            hint: nearest ?? "List them with: vigilo field list \(type.rawValue)")
    }
}
