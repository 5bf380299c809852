// Custom fields in a snapshot.

import VigiloExtensionPoints
import VigiloJSON

extension SnapshotSection {
    static let customFields = SnapshotSection(
        name: "custom_fields",
        read: { workspaceID, transaction in
            try Fields.definitions(in: workspaceID, transaction).sorted { [$0.entityType.rawValue, $0.key] }.map(\.json)
        },
        clean: { element, path, cleaning in
            guard case .object(var members) = element else { return element }
            for (name, value) in members {
                switch name {
                case "options":
                    let schema = cleaning.registry.schema(
                        ofFieldType: members["field_type"]?.stringValue, from: members["owner"]?.stringValue)
                    members[name] = cleaning.cleaned(value, at: "\(path).options", schema: schema)
                case "default_value", "label":
                    members[name] = cleaning.sieve.sieved(value, at: "\(path).\(name)")
                default:
                    if value.stringValue.map(SecretSieve.isSecret) == true { return nil }
                }
            }
            return .object(members)
        },
        check: { elements, check in
            let most = FieldLimits.mostPerEntityType
            let elements = check.bounded(elements, to: WorkItemType.allCases.count * most, at: "custom_fields")
            var seen = SeenKeys()
            var lastPlace: [WorkItemType: Int] = [:]
            var counts: [WorkItemType: Int] = [:]
            var planned: [PlannedElement] = []
            for (index, element) in elements.enumerated() {
                let path = "custom_fields[\(index)]"
                guard var field = try await CheckedField.make(of: element, at: path, &check) else { continue }
                let type = field.entityType
                counts[type, default: 0] += 1
                seen.add("\(type.rawValue).\(field.key)", at: "\(path).key", &check.problems)
                field.displayOrder = field.displayOrder ?? (lastPlace[type] ?? 0) + 1
                lastPlace[type] = max(lastPlace[type] ?? 0, field.displayOrder ?? 0)
                planned.append(
                    PlannedElement(name: "\(type.rawValue).\(field.key)") { [field] place in
                        _ = try Fields.store(
                            CustomField(field, id: UUIDv7.make(at: place.now), at: place.now), in: place.workspace,
                            by: place.caller, at: place.now, place.transaction)
                    })
            }
            for (type, count) in counts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) where count > most {
                check.problems.add(
                    "custom_fields", sentence: "has \(count) fields of \(type.rawValue)s, and may have \(most)")
            }
            return planned
        })
}

extension Registry {
    /// The schema of a field type's options; `.some(nil)` where it declares none, nil where it is not there from this
    /// plugin.
    fileprivate func schema(ofFieldType key: String?, from owner: String?) -> JSONValue?? {
        guard let key, let entry = fieldType(key), entry.owner == owner ?? entry.owner else { return .none }
        return .some(entry.value.optionsSchema)
    }
}

extension CheckedField {
    /// nil, and noted: it is no field that can be made.
    fileprivate static func make(
        of element: JSONValue, at path: String, _ check: inout SnapshotCheck
    ) async throws -> CheckedField? {
        guard var members = DocumentObject(element, at: path, &check.problems) else { return nil }
        let type = members.text("entity_type", &check.problems)
        let key = members.text("key", &check.problems)
        let fieldType = members.text("field_type", &check.problems)
        let owner = members.optionalText("owner", &check.problems)
        let label = members.optionalText("label", &check.problems)
        let order = members.optionalInteger("display_order", &check.problems)
        let isRequired = members.flag("is_required", standard: false, &check.problems)
        let isActive = members.flag("is_active", standard: true, &check.problems)
        let (options, standard) = (members.value("options"), members.value("default_value"))
        members.refuseOthers(&check.problems)
        guard let type, let key, let fieldType else { return nil }
        guard let entityType = WorkItemType(rawValue: type) else {
            let types = WorkItemType.allCases.map(\.rawValue).joined(separator: ", ")
            check.problems.add("\(path).entity_type", sentence: "must be one of: \(types)")
            return nil
        }
        let new = NewField(
            entityType: entityType, key: key, label: label, fieldType: fieldType, options: options,
            defaultValue: standard, isRequired: isRequired, isActive: isActive, displayOrder: order)
        return try await checked(new, owner: owner, at: path, &check)
    }

    /// A plugin's type may ask about the workspace, which is not there yet: options are held to its schema, and the
    /// default to what it says whenever an item gets it.
    private static func checked(
        _ new: NewField, owner: String?, at path: String, _ check: inout SnapshotCheck
    ) async throws -> CheckedField? {
        let entry = check.registry.fieldType(new.fieldType)
        var question = new
        if entry?.owner != Registry.core { question.defaultValue = nil }
        var field: CheckedField
        do {
            field = try await check.fields.checked(question, owner: owner, in: check.workspace)
        } catch let error as PlatformError {
            let isForgiven = error.fields.allSatisfy { $0.field.hasPrefix("options") || $0.field == "default_value" }
            guard isForgiven, check.isLeftOut(at: "\(path).options"), let entry else {
                check.note(error.fields, under: path)
                return nil
            }
            check.warn("\(path).options", "lack what was left out, and its values cannot be written before it is set")
            field = CheckedField(trusting: new, owner: entry.owner)
        }
        field.defaultValue = entry?.owner == Registry.core ? field.defaultValue : new.defaultValue
        if field.defaultValue?.isNested(deeperThan: FieldLimits.maximumDepth) == true
            || (field.defaultValue?.canonicalText.utf8.count ?? 0) > FieldLimits.maximumDefaultBytes
        {
            check.problems.add("\(path).default_value", sentence: "is too large or nested too deeply")
        }
        warn(field, owner: owner, entryOwner: entry?.owner, at: path, &check)
        return field
    }

    private init(trusting new: NewField, owner: String) {
        self.init(
            entityType: new.entityType, key: new.key, label: new.label ?? new.key, fieldType: new.fieldType,
            owner: owner, options: new.options ?? [:], defaultValue: new.defaultValue, isRequired: new.isRequired,
            isActive: new.isActive, displayOrder: new.displayOrder.map { Int(clamping: $0) })
    }

    private static func warn(
        _ field: CheckedField, owner: String?, entryOwner: String?, at path: String, _ check: inout SnapshotCheck
    ) {
        if entryOwner == nil {
            check.warn(
                path,
                "'\(field.key)' cannot be written before a plugin brings its type '\(field.fieldType)'; it came from "
                    + "'\(field.owner)'")
        } else if let owner, let entryOwner, owner != entryOwner {
            check.warn(
                path, "'\(field.key)' takes its type '\(field.fieldType)' from '\(entryOwner)'; it came from '\(owner)'"
            )
        }
    }
}
