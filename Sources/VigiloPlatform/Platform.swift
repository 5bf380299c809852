// The domain: what Vigilo knows and does, over one database and one registry.

public import VigiloExtensionPoints
public import VigiloJSON
public import VigiloStore

/// The domain of Vigilo.
///
/// Every function that writes checks the permission, applies the rules, changes the rows and appends to the audit log
/// in one transaction. Functions throw ``PlatformError``; those that call extensions throw ``ExtensionError`` as well.
public final class Platform: Sendable {
    public let installation: Installation
    public let tokens: Tokens
    public let permissions: Permissions
    public let workspaces: Workspaces
    public let members: Members
    public let roles: Roles
    public let invitations: Invitations
    public let workItems: WorkItems
    public let certificates: Certificates
    public let fields: Fields
    public let dashboards: Dashboards
    public let snapshots: Snapshots
    public let templates: Templates
    public let audit: Audit
    /// Who signs the checkpoints of other installations; nil: nobody does.
    public let witness: AuditWitness?
    public let pluginFiles: PluginFiles
    public let idempotencyKeys: IdempotencyKeys

    private let records: Records
    private let registry: Registry

    /// - Parameters:
    ///   - database: opened with ``migrations``.
    ///   - registry: where field types and widgets are looked up.
    ///   - regions: those that a workspace may be in.
    ///   - signer: who signs the audit log; nil: nobody does.
    ///   - witness: who signs the checkpoints of other installations; nil: nobody does.
    public init(
        database: Database, registry: Registry, regions: [String], signer: AuditSigner? = nil,
        witness: AuditWitness? = nil
    ) {
        self.witness = witness
        records = Records(database: database)
        self.registry = registry
        installation = Installation(records: records)
        tokens = Tokens(records: records)
        permissions = Permissions(records: records)
        workspaces = Workspaces(records: records, regions: regions)
        members = Members(records: records)
        roles = Roles(records: records)
        invitations = Invitations(records: records)
        workItems = WorkItems(records: records, judge: FieldJudge(registry: registry))
        certificates = Certificates(records: records)
        fields = Fields(records: records, permissions: permissions, registry: registry)
        dashboards = Dashboards(records: records, permissions: permissions, registry: registry)
        snapshots = Snapshots(records: records, registry: registry, fields: fields, regions: regions)
        templates = Templates(records: records, snapshots: snapshots)
        audit = Audit(
            records: records, judge: FieldJudge(registry: registry), evidence: signer?.evidence ?? AuditEvidence(),
            feed: AuditFeed(records: records), signer: signer)
        pluginFiles = PluginFiles(records: records)
        idempotencyKeys = IdempotencyKeys(records: records)
    }

    /// Merges what is built in into the registry, as ``Registry/core``.
    public func registerBuiltIns() throws(Refusal) {
        var draft = RegistrationDraft(owner: Registry.core)
        draft.fieldTypes = [
            TextField(), NumberField(), BooleanField(), DateField(), SelectField(), URLField(),
        ]
        let data = WidgetData(records: records)
        draft.dashboardWidgets = [OpenChanges(data: data), IncidentGrid(data: data), ExpiringCerts(data: data)]
        try registry.merge(draft)
    }

    /// What plugins may ask of the platform.
    ///
    /// - Parameters:
    ///   - configuration: each plugin's section of the daemon's configuration, by its name.
    ///   - log: where a plugin's log lines go.
    public func hostServices(
        configuration: [String: JSONValue],
        log: @escaping @Sendable (PluginLogLevel, String, _ plugin: String, WorkspaceReference?) -> Void
    ) -> any HostServices {
        PlatformServices(database: records.database, configurations: configuration, log: log)
    }
}
