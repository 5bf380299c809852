// Dashboards of a workspace: what may be done with them.

import VigiloStore

extension Dashboards {
    /// The dashboards of a workspace, by name. A workspace that has stored none has the standard one. Needs
    /// `dashboard.read`.
    public func list(in slug: String, by caller: Caller) async throws -> [Dashboard] {
        try await records.read { transaction in
            let workspace = try Permissions.check(.dashboardRead, in: slug, by: caller, transaction)
            return try Self.all(in: workspace.id, transaction)
        }
    }

    /// Needs `dashboard.read`.
    public func show(_ name: String, in slug: String, by caller: Caller) async throws -> Dashboard {
        try await records.read { transaction in
            let workspace = try Permissions.check(.dashboardRead, in: slug, by: caller, transaction)
            return try Self.find(name, in: workspace, transaction)
        }
    }

    /// Makes an empty dashboard. Needs `dashboard.write`.
    public func create(
        _ name: String, isDefault: Bool = false, in slug: String, by caller: Caller
    ) async throws -> Dashboard {
        try await change(in: slug, by: caller) { workspace, now, transaction in
            let name = try Self.checked(name: name)
            let new = Dashboard(id: nil, name: name, isDefault: isDefault, layout: [], at: nil)
            return try Self.insert(new, in: workspace, by: caller, at: now, transaction)
        }
    }

    /// Gives a dashboard another name, makes it the default, or both. Needs `dashboard.write`.
    ///
    /// A change that changes nothing leaves no trace in the audit log.
    public func update(
        _ name: String, newName: String? = nil, isDefault: Bool? = nil, in slug: String, by caller: Caller
    ) async throws -> Dashboard {
        try await change(in: slug, by: caller) { workspace, now, transaction in
            let old = try Self.find(name, in: workspace, transaction)
            var new = old
            if let newName { new.name = try Self.checked(name: newName) }
            if isDefault == false, old.isDefault { throw Self.needsDefault(old, "cannot stop being the default") }
            new.isDefault = isDefault ?? old.isDefault
            guard new != old else { return old }
            return try Self.replace(
                old, with: new, as: "dashboard.update", in: workspace, by: caller, at: now, transaction)
        }
    }

    /// Deletes a dashboard that is not the default, and says which it was. Needs `dashboard.write`.
    public func delete(_ name: String, in slug: String, by caller: Caller) async throws -> Dashboard {
        try await records.write { transaction in
            let workspace = try Permissions.check(.dashboardWrite, in: slug, by: caller, transaction)
            let dashboard = try Self.find(name, in: workspace, transaction)
            if dashboard.isDefault { throw Self.needsDefault(dashboard, "cannot be deleted") }
            try Self.delete(dashboard, in: workspace, by: caller, at: .now(), transaction)
            return dashboard
        }
    }

    /// Whatever changes the workspace's dashboards makes the standard one its own first.
    func change<T: Sendable>(
        in slug: String, by caller: Caller,
        _ body: @escaping @Sendable (Workspace, Timestamp, Transaction) throws -> T
    ) async throws -> T {
        try await records.write { transaction in
            let workspace = try Permissions.check(.dashboardWrite, in: slug, by: caller, transaction)
            let now = Timestamp.now()
            try Self.keepStandard(in: workspace, by: caller, at: now, transaction)
            return try body(workspace, now, transaction)
        }
    }

    private static func checked(name: String) throws(PlatformError) -> String {
        var problems = InputProblems()
        let checked = Title.checked(name, "name", atMost: 60, &problems)
        try problems.throwIfAny(in: "the dashboard")
        return checked ?? name
    }

    /// There is always one that is shown where none is named.
    private static func needsDefault(_ dashboard: Dashboard, _ what: String) -> PlatformError {
        PlatformError(
            .conflict, code: "default_dashboard",
            "'\(dashboard.name)' is the workspace's default dashboard and \(what).",
            hint: "Make another one the default first: vigilo dashboard set NAME --default")
    }
}
