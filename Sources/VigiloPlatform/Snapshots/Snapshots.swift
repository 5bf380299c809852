// Snapshots of workspaces: taking one, and making a workspace of one.

import VigiloExtensionPoints
public import VigiloJSON
import VigiloStore

/// What is given when a workspace is made of a snapshot; what is nil is as in the snapshot.
public struct NewImport: Sendable {
    public var name: String?
    public var slug: String?
    public var region: String?
    /// Whether whatever would be worth a warning is refused.
    public var isStrict: Bool

    public init(name: String? = nil, slug: String? = nil, region: String? = nil, isStrict: Bool = false) {
        self.name = name
        self.slug = slug
        self.region = region
        self.isStrict = isStrict
    }
}

/// Where a snapshot comes from that a workspace is made of.
public enum SnapshotSource: Sendable {
    case document(JSONValue)
    /// By its name.
    case template(String)
}

/// What an import has made, or would make.
public struct ImportedWorkspace: Sendable, Equatable {
    public var workspace: Workspace
    /// The natural keys of what was made, by the lists of the document.
    public var made: [String: [String]]
    public var warnings: [SnapshotWarning]
}

/// Snapshots of the workspaces of an installation.
public struct Snapshots: Sendable {
    let records: Records
    let registry: Registry
    let fields: Fields
    let regions: [String]

    /// The workspace as it is at one moment, without its secrets. Needs `workspace.export`.
    public func export(_ slug: String, by caller: Caller) async throws -> WorkspaceSnapshot {
        let snapshot = try await records.read { transaction in
            let workspace = try Permissions.check(.workspaceExport, in: slug, by: caller, transaction)
            return try WorkspaceSnapshot(of: workspace, transaction)
        }
        let clean = snapshot.cleaned(registry: registry, distrustsUnknown: true)
        guard clean.text.utf8.count <= WorkspaceSnapshot.maximumBytes else {
            throw PlatformError.tooLarge("The snapshot of workspace '\(slug)'", .conflict)
        }
        return clean
    }

    /// Makes a workspace of a snapshot, all of it or nothing; the caller becomes its owner. Needs `workspace.create`, and
    /// for a template `template.read`.
    public func makeWorkspace(
        from source: SnapshotSource, _ new: NewImport, by caller: Caller
    ) async throws -> ImportedWorkspace {
        let plan = try await plan(source, new, by: caller)
        return try await records.write { transaction in
            try Permissions.check(.workspaceCreate, by: caller, transaction)
            return try plan.write(by: caller, at: .now(), transaction)
        }
    }

    /// What ``makeWorkspace(from:_:by:)`` would make, with everything that it would say. Nothing is written.
    public func tryMakingWorkspace(
        from source: SnapshotSource, _ new: NewImport, by caller: Caller
    ) async throws -> ImportedWorkspace {
        let plan = try await plan(source, new, by: caller)
        try await records.read { transaction in
            guard try Workspaces.find(plan.new.slug, transaction) == nil else {
                throw Workspaces.slugTaken(plan.new.slug)
            }
        }
        return plan.outcome(plan.workspace)
    }

    private func plan(_ source: SnapshotSource, _ new: NewImport, by caller: Caller) async throws -> ImportPlan {
        let (document, template) = try await records.read { transaction in
            try Permissions.check(.workspaceCreate, by: caller, transaction)
            switch source {
            case .document(let document): return (document, String?.none)
            case .template(let name):
                let template = try Templates.find(name, for: caller, transaction)
                return (template.snapshot ?? .null, template.name)
            }
        }
        let snapshot = try WorkspaceSnapshot(document: document)
        return try await plan(snapshot, new, template: template)
    }

    private func plan(_ snapshot: WorkspaceSnapshot, _ new: NewImport, template: String?) async throws -> ImportPlan {
        let slug = new.slug ?? snapshot.slug
        let wanted = NewWorkspace(
            slug: slug, name: new.name ?? snapshot.name ?? slug, region: new.region ?? snapshot.region,
            settings: snapshot.settings)
        return try await checked(snapshot, as: wanted, isStrict: new.isStrict, template: template)
    }

    /// Everything that is wrong with a snapshot for a workspace, at once; or what will be made of it.
    func checked(
        _ snapshot: WorkspaceSnapshot, as wanted: NewWorkspace, isStrict: Bool, template: String?
    ) async throws -> ImportPlan {
        let now = Timestamp.now()
        var check = SnapshotCheck(
            of: snapshot, for: Workspace(id: UUIDv7.make(at: now), wanted, at: now), registry: registry, fields: fields)
        var new = wanted
        do throws(PlatformError) {
            new = try wanted.checked(regions: regions)
        } catch {
            for field in error.fields { check.problems.add(field.field, sentence: field.message) }
        }
        var elements: [(section: String, PlannedElement)] = []
        for section in SnapshotSection.all {
            let planned = try await section.check(snapshot.sections[section.name] ?? [], &check)
            elements += planned.map { (section.name, $0) }
        }
        try check.problems.throwIfAny(in: "the snapshot")
        if isStrict, !check.warnings.isEmpty { throw PlatformError.incomplete(check.warnings) }
        return ImportPlan(
            snapshot: snapshot, template: template, new: new,
            workspace: Workspace(id: check.workspace.id, new, at: now), elements: elements, warnings: check.warnings)
    }
}

extension PlatformError {
    fileprivate static func incomplete(_ warnings: [SnapshotWarning]) -> PlatformError {
        let count = warnings.count
        return PlatformError(
            .invalid, code: "snapshot_incomplete",
            "The workspace would not be whole: there \(count == 1 ? "is 1 warning" : "are \(count) warnings").",
            hint: "Leave --strict out to make it all the same.",
            fields: warnings.prefix(InputProblems.mostTold).map { FieldError(field: $0.path, message: $0.message) })
    }
}
