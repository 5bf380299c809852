// Field types, built in and plugins': which there are, and what they say of a value.

public import VigiloExtensionPoints
public import VigiloJSON

/// A field type, as lists show it.
public struct FieldTypeSummary: Sendable, Equatable {
    public var key: String
    public var label: String
    /// The plugin that brought it; ``Registry/core`` for what is built in.
    public var owner: String
    /// JSON Schema of the options; nil: none.
    public var optionsSchema: JSONValue?

    public init(key: String, label: String, owner: String, optionsSchema: JSONValue?) {
        self.key = key
        self.label = label
        self.owner = owner
        self.optionsSchema = optionsSchema
    }
}

/// The field types of the installation, and the fields that workspaces have defined with them.
public struct Fields: Sendable {
    let records: Records
    let permissions: Permissions
    let registry: Registry

    /// All field types, by key. Needs `field.read`.
    public func types(in slug: String, by caller: Caller) async throws -> [FieldTypeSummary] {
        _ = try await permissions.require(.fieldRead, in: slug, by: caller)
        return registry.fieldTypes.map { entry in
            FieldTypeSummary(
                key: entry.value.key, label: entry.value.label, owner: entry.owner,
                optionsSchema: entry.value.optionsSchema)
        }
    }

    /// Lets a field type judge a value; `options` nil is an empty object. Needs `field.read`.
    ///
    /// Throws `.notFound` with the code `field_type_not_found` for a type that there is not, and an ``ExtensionError``
    /// where the type could not judge.
    public func validate(
        fieldType key: String, value: JSONValue, options: JSONValue? = nil, in slug: String, by caller: Caller
    ) async throws -> FieldVerdict {
        let workspace = try await permissions.require(.fieldRead, in: slug, by: caller)
        guard let type = registry.fieldType(key)?.value else {
            let keys = registry.fieldTypes.map(\.value.key).joined(separator: ", ")
            throw PlatformError(
                .notFound, code: "field_type_not_found", "There is no field type '\(key)'.",
                hint: "There are: \(keys).")
        }
        let context = CallContext(workspace: WorkspaceReference(id: workspace.id, slug: workspace.slug))
        return try await type.validate(value, options: options ?? [:], context: context)
    }
}
