// A tile of a dashboard in a snapshot.

import VigiloExtensionPoints
import VigiloJSON

extension Tile {
    /// nil, and noted: it is no tile that can be put on a dashboard.
    ///
    /// A widget may ask about the workspace, which is not there yet: the configuration is held to its schema, and to what
    /// it says itself when it is shown.
    init?(_ element: JSONValue, at path: String, _ check: inout SnapshotCheck) {
        guard var members = DocumentObject(element, at: path, &check.problems) else { return nil }
        let kind = members.text("widget_kind", &check.problems)
        let id = members.optionalText("widget_id", &check.problems)
        let owner = members.optionalText("owner", &check.problems) ?? Registry.core
        let x = members.integer("x", &check.problems), y = members.integer("y", &check.problems)
        let w = members.integer("w", &check.problems), h = members.integer("h", &check.problems)
        let config = members.value("config") ?? [:]
        members.refuseOthers(&check.problems)
        guard let kind, let x, let y, let w, let h else { return nil }
        let place = TilePlace(
            x: Int(clamping: x), y: Int(clamping: y), width: Int(clamping: w), height: Int(clamping: h))
        var wrong = InputProblems()
        place.check(&wrong)
        check.note(wrong.fields, under: path)
        guard let title = Title.checked(id ?? kind, "\(path).widget_id", atMost: 60, &check.problems) else {
            return nil
        }
        let isSound = Self.check(config, at: "\(path).config", &check)
        let entry = check.registry.dashboardWidget(kind)
        Self.check(kind, owner: owner, entry?.owner, at: path, &check)
        if isSound, let schema = entry?.value.configSchema { Self.check(config, schema, at: path, &check) }
        guard wrong.isEmpty else { return nil }
        self.init(widgetKind: kind, widgetID: title, owner: entry?.owner ?? owner, place: place, config: config)
    }

    private static func check(_ config: JSONValue, at path: String, _ check: inout SnapshotCheck) -> Bool {
        if config.objectValue == nil {
            check.problems.add(path, sentence: "is of type \(config.typeName), and must be an object")
        } else if config.isNested(deeperThan: FieldLimits.maximumDepth) {
            check.problems.add(path, sentence: "is nested more than \(FieldLimits.maximumDepth) levels deep")
        } else if config.canonicalText.utf8.count > Dashboards.maximumConfigBytes {
            check.problems.add(path, sentence: "is larger than \(Dashboards.maximumConfigBytes / 1024) KiB")
        } else {
            return true
        }
        return false
    }

    private static func check(
        _ kind: String, owner: String, _ found: String?, at path: String, _ check: inout SnapshotCheck
    ) {
        if found == nil, owner == Registry.core {
            let keys = check.registry.dashboardWidgets.map(\.value.key)
            let near = NearestName.of(kind, among: keys).map { "did you mean '\($0)'?" }
            let hint = near ?? "there are: \(keys.joined(separator: ", "))"
            check.problems.add("\(path).widget_kind", sentence: "'\(kind.prefix(60))' is no widget; \(hint)")
        } else if found == nil {
            check.warn(path, "shows nothing before a plugin brings the widget '\(kind)'; it came from '\(owner)'")
        } else if let found, found != owner {
            check.warn(path, "takes the widget '\(kind)' from '\(found)'; it came from '\(owner)'")
        }
    }

    private static func check(
        _ config: JSONValue, _ schema: JSONValue, at path: String, _ check: inout SnapshotCheck
    ) {
        var wrong = InputProblems()
        DeclaredSchema(schema).check(config, at: "config", &wrong)
        guard !wrong.isEmpty else { return }
        if check.isLeftOut(at: "\(path).config") {
            check.warn("\(path).config", "lacks what was left out, and the tile shows nothing before it is set")
        } else {
            check.note(wrong.fields, under: path)
        }
    }
}
