// The REST API's paths.

/// The REST API's paths. Every part that is not fixed is percent-encoded here, and nowhere else.
public enum Path {
    public static let status = "/api/v1/status"
    public static let me = "/api/v1/me"
    /// The OpenAPI document of all of these.
    public static let document = "/api/v1/openapi.json"
    public static let plugins = "/api/v1/plugins"
    public static let workspaces = "/api/v1/workspaces"

    /// `name` is the plugin's name, or its file's name where it has none.
    public static func plugin(_ name: String) -> String { "\(plugins)/\(encoded(name))" }

    /// What is done to a plugin: `enable`, `disable`, `reload`, `release` or `rollback`.
    public static func pluginAction(_ action: String, on name: String) -> String { "\(plugin(name))/\(action)" }

    public static func pluginLog(_ name: String) -> String { "\(plugin(name))/log" }

    /// POST looks at the plugin directories now.
    public static let pluginScans = "/api/v1/plugin-scans"
    /// POST loads every active plugin anew.
    public static let pluginReloads = "/api/v1/plugin-reloads"
    public static let pluginEvents = "/api/v1/plugin-events"
    /// POST checks a file as the loader would.
    public static let pluginExplanations = "/api/v1/plugin-explanations"
    /// POST holds the installed plugins against another version.
    public static let pluginUpgradeChecks = "/api/v1/plugin-upgrade-checks"

    public static func functionCall(plugin: String, function: String) -> String {
        "\(plugins)/\(encoded(plugin))/functions/\(encoded(function))/call"
    }

    public static func workspace(_ slug: String) -> String { "\(workspaces)/\(encoded(slug))" }

    /// The workspace's snapshot.
    public static func export(of slug: String) -> String { "/ws/\(encoded(slug))/api/v1/export" }

    /// POST makes a workspace of a snapshot or a template.
    public static let workspaceImports = "/api/v1/workspace-imports"
    public static let templates = "/api/v1/workspace-templates"

    public static func template(_ name: String) -> String { "\(templates)/\(encoded(name))" }

    public static let tokens = "/api/v1/tokens"

    /// `name` is the token's id or its prefix.
    public static func token(_ name: String) -> String { "\(tokens)/\(encoded(name))" }

    public static func tokenRevocation(_ name: String) -> String { "\(token(name))/revoke" }

    public static func members(in slug: String) -> String { "/ws/\(encoded(slug))/api/v1/members" }

    /// `name` is the member's e-mail address or id.
    public static func member(_ name: String, in slug: String) -> String {
        "\(members(in: slug))/\(encoded(name))"
    }

    public static func roles(in slug: String) -> String { "/ws/\(encoded(slug))/api/v1/roles" }

    public static func role(_ name: String, in slug: String) -> String { "\(roles(in: slug))/\(encoded(name))" }

    public static func invitations(in slug: String) -> String { "/ws/\(encoded(slug))/api/v1/invitations" }

    /// `name` is the invitation's id, or the e-mail address of a pending one.
    public static func invitation(_ name: String, in slug: String) -> String {
        "\(invitations(in: slug))/\(encoded(name))"
    }

    /// POST takes CSV and answers with a JSON object a line.
    public static func bulkInvitations(in slug: String) -> String { "/ws/\(encoded(slug))/api/v1/bulk-invitations" }

    /// POST needs no token: the invitation's code is the credential.
    public static let invitationAcceptance = "/api/v1/invitations/accept"

    public static func workItems(_ type: EntityType, in slug: String) -> String {
        "/ws/\(encoded(slug))/api/v1/\(type.collection)"
    }

    public static func workItem(_ type: EntityType, key: String, in slug: String) -> String {
        "\(workItems(type, in: slug))/\(encoded(key))"
    }

    public static func transitions(_ type: EntityType, key: String, in slug: String) -> String {
        "\(workItem(type, key: key, in: slug))/transitions"
    }

    public static func certificates(in slug: String) -> String { "/ws/\(encoded(slug))/api/v1/certificates" }

    /// `reference` is the certificate's id, its SHA-256 fingerprint or a name that only one has.
    public static func certificate(_ reference: String, in slug: String) -> String {
        "\(certificates(in: slug))/\(encoded(reference))"
    }

    public static func fieldTypes(in slug: String) -> String { "/ws/\(encoded(slug))/api/v1/field-types" }

    public static func validation(fieldType: String, in slug: String) -> String {
        "\(fieldTypes(in: slug))/\(encoded(fieldType))/validate"
    }

    public static func fields(in slug: String) -> String { "/ws/\(encoded(slug))/api/v1/fields" }

    /// `type` is `change`, `incident` or `task`.
    public static func field(_ key: String, of type: String, in slug: String) -> String {
        "\(fields(in: slug))/\(encoded(type))/\(encoded(key))"
    }

    public static func itemFields(_ type: EntityType, key: String, in slug: String) -> String {
        "\(workItem(type, key: key, in: slug))/fields"
    }

    public static func fieldHistory(_ type: EntityType, key: String, in slug: String) -> String {
        "\(workItem(type, key: key, in: slug))/field-history"
    }

    public static func dashboards(in slug: String) -> String { "/ws/\(encoded(slug))/api/v1/dashboards" }

    public static func dashboard(_ name: String, in slug: String) -> String {
        "\(dashboards(in: slug))/\(encoded(name))"
    }

    /// The dashboard with what its tiles show now.
    public static func dashboardView(_ name: String, in slug: String) -> String {
        "\(dashboard(name, in: slug))/view"
    }

    public static func dashboardTiles(_ name: String, in slug: String) -> String {
        "\(dashboard(name, in: slug))/widgets"
    }

    public static func dashboardTile(_ id: String, on name: String, in slug: String) -> String {
        "\(dashboardTiles(name, in: slug))/\(encoded(id))"
    }

    public static func widgets(in slug: String) -> String { "/ws/\(encoded(slug))/api/v1/widgets" }

    public static func widgetLoad(_ widget: String, in slug: String) -> String {
        "\(widgets(in: slug))/\(encoded(widget))/load"
    }

    /// `slug` nil: of the installation itself.
    public static func audit(in slug: String?) -> String {
        slug.map { "/ws/\(encoded($0))/api/v1/audit" } ?? "/api/v1/audit"
    }

    public static func auditVerify(in slug: String?) -> String { "\(audit(in: slug))/verify" }

    public static func auditRow(_ seq: Int64, in slug: String?) -> String { "\(audit(in: slug))/\(seq)" }

    /// The last rows and those that come, one a line.
    public static func auditTail(in slug: String?) -> String { "\(audit(in: slug))/tail" }

    /// The rows and checkpoints of the chain, one a line.
    public static func auditExport(in slug: String?) -> String { "\(audit(in: slug))/export" }

    public static func auditUndo(_ seq: Int64, in slug: String) -> String { "\(auditRow(seq, in: slug))/undo" }

    /// Where rows are delivered to, and how far.
    public static let auditOutlets = "/api/v1/audit/outlets"

    /// POST moves old rows to a file. `slug` nil: of the installation itself.
    public static func auditArchiving(in slug: String?) -> String { "\(audit(in: slug))/archive" }

    public static func auditArchives(in slug: String?) -> String { "\(audit(in: slug))/archives" }

    /// Percent-encodes one path segment or query value (RFC 3986: everything but unreserved characters).
    public static func encoded(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let hex = String(byte, radix: 16, uppercase: true)
                result += "%" + (hex.count == 1 ? "0" : "") + hex
            }
        }
        return result
    }
}

/// The three types of work item, by their names on the wire.
public enum EntityType: String, Codable, Sendable, CaseIterable {
    case change, incident, task

    /// The name of the collection in URLs.
    public var collection: String { rawValue + "s" }
}
