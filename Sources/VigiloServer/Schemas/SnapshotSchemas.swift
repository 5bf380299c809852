// The schemas of snapshots, and of bodies about imports and templates.

import VigiloWire

extension Schema {
    static let snapshot = Schema.answer(
        "Snapshot", "A workspace without members, work items and certificates, and without secrets.",
        [
            "format": .choice("vigilo.workspace"), "version": .count,
            "workspace": .answer(
                "SnapshotWorkspace", "The workspace itself; its name is missing where it looks like a secret.",
                ["name": .text.optional, "slug": .text, "region": .text]),
            "settings": .anyObject, "policies": .list(of: .anyObject), "custom_fields": .list(of: .anyObject),
            "playbooks": .list(of: .anyObject), "roles": .list(of: .anyObject), "dashboards": .list(of: .anyObject),
            "omitted": .list(
                of: .answer("Omission", "Something that was left out.", ["path": .text, "reason": .text])),
        ])
}

extension NewImportBody: Described {
    static let schema = Schema.input(
        "NewImport", "A workspace to be made of either a snapshot or a template; the rest is as there unless given.",
        [
            "snapshot": .anyObject.saying("What the export writes.").optional,
            "template": .text(1...60).optional, "name": .text(1...100).optional,
            "slug": .text(3...30, pattern: "^[a-z](-?[a-z0-9])*$").optional, "region": .text.optional,
            "strict": .flag.saying("Whether whatever would be worth a warning is refused.").optional,
            "dry_run": .flag.saying("Whether nothing is made, and only said what would be.").optional,
        ])
}

extension SnapshotWarningBody: Described {
    static let schema = Schema.answer(
        "SnapshotWarning", "Something about a snapshot that somebody should know.", ["path": .text, "message": .text])
}

extension ImportBody: Described {
    static let schema = Schema.answer(
        "Import", "What an import has made, or would make.",
        [
            "slug": .text, "name": .text, "region": .text, "dry_run": .flag, "settings": .list(of: .text),
            "roles": .list(of: .text), "custom_fields": .list(of: .text), "dashboards": .list(of: .text),
            "warnings": .list(of: SnapshotWarningBody.schema),
        ])
}

extension TemplateBody: Described {
    static let schema = Schema.answer(
        "Template", "A template for workspaces.",
        [
            "id": .id, "name": .text, "description": .text, "is_public": .flag,
            "workspace": .text.saying("The workspace that it was taken of.").optional, "created_by": .text,
            "created_at": .time, "snapshot": Schema.snapshot.saying("Where one template is asked for.").optional,
            "warnings": .list(of: SnapshotWarningBody.schema).saying("Where it has just been made.").optional,
        ])
}

extension NewTemplateBody: Described {
    static let schema = Schema.input(
        "NewTemplate", "A template to be made of either a workspace or a snapshot.",
        [
            "name": .text(1...60), "description": .text(0...500).optional, "is_public": .flag.optional,
            "workspace": .text(3...30, pattern: "^[a-z](-?[a-z0-9])*$").optional,
            "snapshot": .anyObject.saying("What the export writes.").optional,
        ])
}
