// Tiles on a dashboard: adding, removing, and loading all of them.

public import VigiloExtensionPoints
public import VigiloJSON
import VigiloStore

/// What is given when a tile is added.
public struct NewTile: Sendable {
    /// The widget's key.
    public var widgetKind: String
    /// nil: the widget's key, with a number behind it where that is taken.
    public var widgetID: String?
    /// nil: the first that is free.
    public var x: Int64?
    public var y: Int64?
    /// nil: the widget's own size.
    public var width: Int64?
    public var height: Int64?
    /// nil: an empty object.
    public var config: JSONValue?

    public init(
        widgetKind: String, widgetID: String? = nil, x: Int64? = nil, y: Int64? = nil, width: Int64? = nil,
        height: Int64? = nil, config: JSONValue? = nil
    ) {
        self.widgetKind = widgetKind
        self.widgetID = widgetID
        self.x = x
        self.y = y
        self.width = width
        self.height = height
        self.config = config
    }
}

/// A tile and what it shows now.
public struct LoadedTile: Sendable {
    public var tile: Tile
    /// The widget's label; nil if the widget is not there.
    public var label: String?
    /// nil: there is an error instead.
    public var data: JSONValue?
    /// Why there is nothing to show; other tiles are not touched by it.
    public var error: ExtensionError?
}

extension Dashboards {
    static let mostTiles = 50
    /// Of the canonical text of a tile's configuration.
    static let maximumConfigBytes = 16 * 1024

    /// Puts a widget on a dashboard. Needs `dashboard.write`.
    ///
    /// The configuration is held to the widget's schema, and to what the widget says when it is loaded with it. A widget
    /// that cannot be loaded for another reason is added all the same: its tile will say why.
    public func addTile(
        _ new: NewTile, to name: String, in slug: String, by caller: Caller
    ) async throws -> (dashboard: Dashboard, tile: Tile) {
        let workspace = try await permissions.require(.dashboardWrite, in: slug, by: caller)
        let (entry, draft) = try await checked(new, in: workspace)
        return try await change(in: slug, by: caller) { workspace, now, transaction in
            let old = try Self.find(name, in: workspace, transaction)
            let tile = try old.tile(from: draft, standardSize: entry.value.defaultSize, owner: entry.owner)
            var changed = old
            changed.layout.append(tile)
            return (
                try Self.replace(
                    old, with: changed, as: "dashboard.add_widget", in: workspace, by: caller, at: now, transaction),
                tile
            )
        }
    }

    /// Takes a tile off a dashboard. Needs `dashboard.write`.
    public func removeTile(
        _ id: String, from name: String, in slug: String, by caller: Caller
    ) async throws -> Dashboard {
        try await change(in: slug, by: caller) { workspace, now, transaction in
            let old = try Self.find(name, in: workspace, transaction)
            var changed = old
            changed.layout.removeAll { $0.widgetID == id }
            guard changed.layout.count < old.layout.count else { throw Self.noTile(id, on: old) }
            return try Self.replace(
                old, with: changed, as: "dashboard.remove_widget", in: workspace, by: caller, at: now, transaction)
        }
    }

    /// A dashboard with what its tiles show now, loaded all at once; a tile that has nothing to show says why. Needs
    /// `dashboard.read`.
    public func view(
        _ name: String, in slug: String, by caller: Caller
    ) async throws -> (dashboard: Dashboard, tiles: [LoadedTile]) {
        let (workspace, dashboard) = try await records.read { transaction in
            let workspace = try Permissions.check(.dashboardRead, in: slug, by: caller, transaction)
            return (workspace, try Self.find(name, in: workspace, transaction))
        }
        let tiles = await withTaskGroup(of: (Int, LoadedTile).self) { group in
            for (index, tile) in dashboard.layout.enumerated() {
                group.addTask { (index, await loaded(tile, in: workspace)) }
            }
            var found: [Int: LoadedTile] = [:]
            for await (index, tile) in group { found[index] = tile }
            return dashboard.layout.indices.compactMap { found[$0] }
        }
        return (dashboard, tiles)
    }

    private func loaded(_ tile: Tile, in workspace: Workspace) async -> LoadedTile {
        guard let entry = registry.dashboardWidget(tile.widgetKind), entry.owner == tile.owner else {
            let sentence = "The widget comes from the plugin '\(tile.owner)', which is not active."
            return LoadedTile(tile: tile, error: ExtensionError(.unavailable, sentence))
        }
        do throws(ExtensionError) {
            let data = try await entry.value.load(config: tile.config, context: CallContext(workspace))
            return LoadedTile(tile: tile, label: entry.value.label, data: data)
        } catch {
            return LoadedTile(tile: tile, label: entry.value.label, error: error)
        }
    }

    /// The widget, and the tile with every rule kept that does not depend on the other tiles.
    private func checked(
        _ new: NewTile, in workspace: Workspace
    ) async throws -> (entry: Registry.Entry<any DashboardWidget>, draft: NewTile) {
        var problems = InputProblems()
        var draft = new
        if let id = new.widgetID { draft.widgetID = Title.checked(id, "widget_id", atMost: 60, &problems) }
        let config = new.config ?? [:]
        if config.objectValue == nil {
            problems.add("config", "is of type \(config.typeName), and must be an object")
        } else if config.isNested(deeperThan: FieldLimits.maximumDepth) {
            problems.add("config", "is nested more than \(FieldLimits.maximumDepth) levels deep")
        } else if config.canonicalText.utf8.count > Self.maximumConfigBytes {
            problems.add("config", "is larger than \(Self.maximumConfigBytes / 1024) KiB")
        }
        guard let entry = registry.dashboardWidget(new.widgetKind) else {
            let keys = registry.dashboardWidgets.map(\.value.key)
            let near = NearestName.of(new.widgetKind, among: keys).map { "did you mean '\($0)'?" }
            let hint = near ?? "there are: \(keys.joined(separator: ", "))"
            problems.add("widget_kind", "'\(new.widgetKind.prefix(60))' is no widget; \(hint)")
            try problems.throwIfAny(in: "the tile")
            throw PlatformError(.invalid, code: "invalid_input", "There is no such widget.")
        }
        if problems.isEmpty, let schema = entry.value.configSchema {
            DeclaredSchema(schema).check(config, at: "config", &problems)
        }
        if problems.isEmpty { await refuse(config, by: entry.value, in: workspace, &problems) }
        try problems.throwIfAny(in: "the tile")
        return (entry, draft)
    }

    private func refuse(
        _ config: JSONValue, by widget: any DashboardWidget, in workspace: Workspace, _ problems: inout InputProblems
    ) async {
        do throws(ExtensionError) {
            _ = try await widget.load(config: config, context: CallContext(workspace))
        } catch {
            switch error.code {
            case .refused, .invalidArgument: problems.add("config", sentence: error.sentence)
            case .failed, .unavailable, .deadlineExceeded, .contractBroken: break
            }
        }
    }

    private static func noTile(_ id: String, on dashboard: Dashboard) -> PlatformError {
        let ids = dashboard.layout.map(\.widgetID)
        let near = NearestName.of(id, among: ids).map { "Did you mean '\($0)'?" }
        return PlatformError(
            .notFound, code: "tile_not_found", "There is no tile '\(id)' on the dashboard '\(dashboard.name)'.",
            hint: near ?? (ids.isEmpty ? "It is empty." : "There are: \(ids.joined(separator: ", ")).")
        )
    }
}

extension Dashboard {
    /// The tile that can be added: with a name that is free, at a place that is free.
    fileprivate func tile(
        from new: NewTile, standardSize: WidgetSize, owner: String
    ) throws(PlatformError) -> Tile {
        guard layout.count < Dashboards.mostTiles else {
            throw PlatformError(
                .conflict, code: "too_many_tiles",
                "The dashboard '\(name)' has \(layout.count) tiles, and may have \(Dashboards.mostTiles).")
        }
        let id = new.widgetID ?? freeID(for: new.widgetKind)
        guard !layout.contains(where: { $0.widgetID == id }) else {
            throw PlatformError(
                .conflict, code: "tile_exists", "There is already a tile '\(id)' on the dashboard '\(name)'.",
                hint: "Choose another name for it, or give none.")
        }
        let place = try place(
            x: new.x.map { Int(clamping: $0) }, y: new.y.map { Int(clamping: $0) },
            width: new.width.map { Int(clamping: $0) } ?? standardSize.width,
            height: new.height.map { Int(clamping: $0) } ?? standardSize.height)
        return Tile(widgetKind: new.widgetKind, widgetID: id, owner: owner, place: place, config: new.config ?? [:])
    }

    private func freeID(for kind: String) -> String {
        let taken = Set(layout.map(\.widgetID))
        let candidates = [kind] + (2...(layout.count + 2)).map { "\(kind)-\($0)" }
        return candidates.first { !taken.contains($0) } ?? kind
    }

    private func place(x: Int?, y: Int?, width: Int, height: Int) throws(PlatformError) -> TilePlace {
        var problems = InputProblems()
        let wanted = TilePlace(x: x ?? 0, y: y ?? 0, width: width, height: height)
        wanted.check(&problems)
        try problems.throwIfAny(in: "the tile")
        let others = layout.map(\.place)
        let free = TilePlace.firstFree(width: width, height: height, x: x, y: y, among: others)
        guard let free else {
            let inTheWay = layout.first { $0.place.overlaps(wanted) }
            let sentence =
                x == nil
                ? "In row \(wanted.y) there is no room for a tile of \(width) columns and \(height) rows."
                : "At column \(wanted.x), row \(wanted.y) the tile would overlap "
                    + "'\(inTheWay?.widgetID ?? "another tile")'."
            throw PlatformError(
                .conflict, code: "tile_overlaps", sentence, hint: "Leave x and y out for the first free place.")
        }
        problems = InputProblems()
        free.check(&problems)
        try problems.throwIfAny(in: "the tile")
        return free
    }
}
