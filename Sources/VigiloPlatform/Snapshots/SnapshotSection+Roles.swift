// Custom roles in a snapshot.

import VigiloJSON
import VigiloStore

extension SnapshotSection {
    static let roles = SnapshotSection(
        name: "roles",
        read: { workspaceID, transaction in
            try transaction.rows(
                "SELECT \(CustomRole.columns) FROM custom_role WHERE workspace_id = $1", .text(workspaceID)
            ).map { try CustomRole($0) }.sorted { [$0.name] }.map(\.json)
        },
        clean: { element, _, _ in
            if element["name"]?.stringValue.map(SecretSieve.isSecret) == true { return nil }
            return element
        },
        check: { elements, check in
            let elements = check.bounded(elements, to: Roles.mostPerWorkspace, at: "roles")
            var seen = SeenKeys()
            var planned: [PlannedElement] = []
            for (index, element) in elements.enumerated() {
                let path = "roles[\(index)]"
                guard let role = CustomRole(element, at: path, &check) else { continue }
                seen.add(role.name, at: "\(path).name", &check.problems)
                planned.append(
                    PlannedElement(name: role.name) { place in
                        var role = role
                        role.createdAt = place.now
                        try Roles.insert(
                            role, in: place.workspace, by: place.caller, at: place.now, place.transaction)
                    })
            }
            return planned
        })
}

extension CustomRole {
    /// nil, and noted: it is no role that can be made.
    fileprivate init?(_ element: JSONValue, at path: String, _ check: inout SnapshotCheck) {
        guard var members = DocumentObject(element, at: path, &check.problems) else { return nil }
        let name = members.text("name", &check.problems)
        let base = members.text("inherits_from", &check.problems)
        let allow = members.texts("allow", &check.problems)
        let deny = members.texts("deny", &check.problems)
        members.refuseOthers(&check.problems)
        guard let name, let base else { return nil }
        do throws(PlatformError) {
            try self.init(NewRole(name: name, inheritsFrom: base, allow: allow, deny: deny), at: .now())
        } catch {
            check.note(error.fields, under: path)
            return nil
        }
    }
}
