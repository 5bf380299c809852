// Dashboards in a snapshot.

import VigiloExtensionPoints
import VigiloJSON

extension SnapshotSection {
    static let dashboards = SnapshotSection(
        name: "dashboards",
        read: { workspaceID, transaction in
            try Dashboards.all(in: workspaceID, transaction).sorted { [$0.name] }.map { dashboard in
                // Where tiles were added one after another says nothing: where they stand does.
                var dashboard = dashboard
                dashboard.layout.sort { ($0.place.y, $0.place.x) < ($1.place.y, $1.place.x) }
                return dashboard.json
            }
        },
        clean: { element, path, cleaning in
            guard case .object(var members) = element else { return element }
            if members["name"]?.stringValue.map(SecretSieve.isSecret) == true { return nil }
            guard let tiles = members["layout"]?.arrayValue else { return element }
            var kept: [JSONValue] = []
            for tile in tiles {
                if let tile = cleanedTile(tile, at: "\(path).layout[\(kept.count)]", &cleaning) {
                    kept.append(tile)
                } else {
                    cleaning.sieve.note("\(path).layout[*]", .text)
                }
            }
            members["layout"] = .array(kept)
            return .object(members)
        },
        check: { elements, check in
            let elements = check.bounded(elements, to: Dashboards.mostPerWorkspace, at: "dashboards")
            var seen = SeenKeys()
            var found: [Dashboard] = []
            for (index, element) in elements.enumerated() {
                let path = "dashboards[\(index)]"
                guard let dashboard = Dashboard(element, at: path, &check) else { continue }
                seen.add(dashboard.name, at: "\(path).name", &check.problems)
                if dashboard.isDefault, found.contains(where: \.isDefault) {
                    check.problems.add(
                        "\(path).is_default", sentence: "is true, and one before it is the default already")
                }
                found.append(dashboard)
            }
            if !found.isEmpty, !found.contains(where: \.isDefault) {
                found[0].isDefault = true
                check.warn("dashboards", "none is the default; '\(found[0].name)' becomes it")
            }
            return found.map { dashboard in
                PlannedElement(name: dashboard.name) { place in
                    _ = try Dashboards.store(
                        Dashboard(
                            id: UUIDv7.make(at: place.now), name: dashboard.name, isDefault: dashboard.isDefault,
                            layout: dashboard.layout, at: place.now),
                        in: place.workspace, by: place.caller, at: place.now, place.transaction)
                }
            }
        })

    private static func cleanedTile(
        _ tile: JSONValue, at path: String, _ cleaning: inout SnapshotCleaning
    ) -> JSONValue? {
        guard case .object(var members) = tile else { return tile }
        for (name, value) in members where name != "config" {
            if value.stringValue.map(SecretSieve.isSecret) == true { return nil }
        }
        if let config = members["config"] {
            let schema = cleaning.registry.schema(
                ofWidget: members["widget_kind"]?.stringValue, from: members["owner"]?.stringValue)
            members["config"] = cleaning.cleaned(config, at: "\(path).config", schema: schema)
        }
        return .object(members)
    }
}

extension Registry {
    /// The schema of a widget's configuration; `.some(nil)` where it declares none, nil where it is not there from this
    /// plugin.
    fileprivate func schema(ofWidget key: String?, from owner: String?) -> JSONValue?? {
        guard let key, let entry = dashboardWidget(key), entry.owner == owner ?? entry.owner else { return .none }
        return .some(entry.value.configSchema)
    }
}

extension Dashboard {
    /// nil, and noted: it is no dashboard that can be made.
    fileprivate init?(_ element: JSONValue, at path: String, _ check: inout SnapshotCheck) {
        guard var members = DocumentObject(element, at: path, &check.problems) else { return nil }
        let text = members.text("name", &check.problems)
        let isDefault = members.flag("is_default", standard: false, &check.problems)
        let tiles = members.list("layout", &check.problems)
        members.refuseOthers(&check.problems)
        let name = text.flatMap { Title.checked($0, "\(path).name", atMost: 60, &check.problems) }
        let bounded = check.bounded(tiles, to: Dashboards.mostTiles, at: "\(path).layout")
        var layout: [Tile] = []
        var seen = SeenKeys()
        for (index, tile) in bounded.enumerated() {
            let place = "\(path).layout[\(index)]"
            guard let tile = Tile(tile, at: place, &check) else { continue }
            seen.add(tile.widgetID, at: "\(place).widget_id", &check.problems)
            if let other = layout.first(where: { $0.place.overlaps(tile.place) }) {
                check.problems.add(place, sentence: "overlaps '\(other.widgetID)'")
            }
            layout.append(tile)
        }
        guard let name else { return nil }
        self.init(id: nil, name: name, isDefault: isDefault, layout: layout, at: nil)
    }
}
