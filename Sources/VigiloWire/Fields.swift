// Bodies about custom fields and their values.

public import VigiloJSON

/// A custom field of a workspace.
public struct FieldBody: Codable, Sendable, Equatable {
    /// `change`, `incident` or `task`.
    public var entityType: String
    public var key: String
    public var label: String
    public var fieldType: String
    /// The plugin that the type came from when the field was defined; `vigilo` for what is built in.
    public var owner: String
    public var options: JSONValue
    /// What a new item gets where nothing is given; absent: nothing.
    public var defaultValue: JSONValue?
    public var isRequired: Bool
    public var isActive: Bool
    /// Whether the type is there now, so that values can be written.
    public var isAvailable: Bool
    public var displayOrder: Int
    public var createdAt: String
    public var updatedAt: String

    enum CodingKeys: String, CodingKey {
        case key, label, owner, options
        case entityType = "entity_type"
        case fieldType = "field_type"
        case defaultValue = "default_value"
        case isRequired = "is_required"
        case isActive = "is_active"
        case isAvailable = "is_available"
        case displayOrder = "display_order"
        case createdAt = "created_at"
        case updatedAt = "updated_at"
    }

    public init(
        entityType: String, key: String, label: String, fieldType: String, owner: String, options: JSONValue,
        defaultValue: JSONValue?, isRequired: Bool, isActive: Bool, isAvailable: Bool, displayOrder: Int,
        createdAt: String, updatedAt: String
    ) {
        self.entityType = entityType
        self.key = key
        self.label = label
        self.fieldType = fieldType
        self.owner = owner
        self.options = options
        self.defaultValue = defaultValue
        self.isRequired = isRequired
        self.isActive = isActive
        self.isAvailable = isAvailable
        self.displayOrder = displayOrder
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}

/// Defines a field.
public struct NewFieldBody: Codable, Sendable {
    public var entityType: String
    public var key: String
    /// The key if nil.
    public var label: String?
    public var fieldType: String
    public var options: JSONValue?
    public var defaultValue: JSONValue?
    public var isRequired: Bool?
    /// Behind the fields that there are if nil.
    public var displayOrder: Int64?

    enum CodingKeys: String, CodingKey {
        case key, label, options
        case entityType = "entity_type"
        case fieldType = "field_type"
        case defaultValue = "default_value"
        case isRequired = "is_required"
        case displayOrder = "display_order"
    }

    public init(
        entityType: String, key: String, label: String? = nil, fieldType: String, options: JSONValue? = nil,
        defaultValue: JSONValue? = nil, isRequired: Bool? = nil, displayOrder: Int64? = nil
    ) {
        self.entityType = entityType
        self.key = key
        self.label = label
        self.fieldType = fieldType
        self.options = options
        self.defaultValue = defaultValue
        self.isRequired = isRequired
        self.displayOrder = displayOrder
    }
}

/// A change of a field's definition; what is nil stays.
public struct FieldPatchBody: Codable, Sendable {
    public var label: String?
    public var options: JSONValue?
    /// JSON null takes the default away.
    public var defaultValue: JSONValue?
    public var isRequired: Bool?
    public var isActive: Bool?
    public var displayOrder: Int64?

    enum CodingKeys: String, CodingKey {
        case label, options
        case defaultValue = "default_value"
        case isRequired = "is_required"
        case isActive = "is_active"
        case displayOrder = "display_order"
    }

    public init(
        label: String? = nil, options: JSONValue? = nil, defaultValue: JSONValue? = nil, isRequired: Bool? = nil,
        isActive: Bool? = nil, displayOrder: Int64? = nil
    ) {
        self.label = label
        self.options = options
        self.defaultValue = defaultValue
        self.isRequired = isRequired
        self.isActive = isActive
        self.displayOrder = displayOrder
    }
}

/// A field of one work item.
public struct ItemFieldBody: Codable, Sendable, Equatable {
    public var key: String
    public var label: String
    public var fieldType: String
    public var owner: String
    public var isRequired: Bool
    public var isActive: Bool
    /// Whether it can be written: it is active, and its type is there.
    public var isWritable: Bool
    /// Absent: it has none.
    public var value: JSONValue?
    /// The value as its type tells it to people; absent where the value itself does.
    public var text: String?

    enum CodingKeys: String, CodingKey {
        case key, label, owner, value, text
        case fieldType = "field_type"
        case isRequired = "is_required"
        case isActive = "is_active"
        case isWritable = "is_writable"
    }

    public init(
        key: String, label: String, fieldType: String, owner: String, isRequired: Bool, isActive: Bool,
        isWritable: Bool, value: JSONValue?, text: String?
    ) {
        self.key = key
        self.label = label
        self.fieldType = fieldType
        self.owner = owner
        self.isRequired = isRequired
        self.isActive = isActive
        self.isWritable = isWritable
        self.value = value
        self.text = text
    }
}

/// One change of one item's fields.
public struct FieldChangeBody: Codable, Sendable, Equatable {
    /// What one field was and became; absent: no value.
    public struct Change: Codable, Sendable, Equatable {
        public var field: String
        public var old: JSONValue?
        public var new: JSONValue?

        public init(field: String, old: JSONValue?, new: JSONValue?) {
            self.field = field
            self.old = old
            self.new = new
        }
    }

    /// The row's number in the workspace's audit log.
    public var seq: Int64
    public var action: String
    /// The e-mail address of who did it; absent for the system.
    public var actor: String?
    public var at: String
    public var changes: [Change]

    public init(seq: Int64, action: String, actor: String?, at: String, changes: [Change]) {
        self.seq = seq
        self.action = action
        self.actor = actor
        self.at = at
        self.changes = changes
    }
}
