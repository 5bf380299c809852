// Dashboards, from the wire to the platform and back.

import VigiloExtensionPoints
import VigiloPlatform
import VigiloWire

extension LayoutTileBody {
    init(_ tile: Tile) {
        self.init(
            widgetKind: tile.widgetKind, widgetID: tile.widgetID, owner: tile.owner, x: tile.place.x, y: tile.place.y,
            w: tile.place.width, h: tile.place.height, config: tile.config)
    }
}

extension DashboardBody {
    init(_ dashboard: Dashboard) {
        self.init(
            name: dashboard.name, isDefault: dashboard.isDefault, layout: dashboard.layout.map(LayoutTileBody.init),
            createdAt: dashboard.createdAt?.rfc3339, updatedAt: dashboard.updatedAt?.rfc3339)
    }
}

extension DashboardViewBody {
    init(_ dashboard: Dashboard, _ tiles: [LoadedTile]) {
        self.init(name: dashboard.name, isDefault: dashboard.isDefault, tiles: tiles.map(ShownTile.init))
    }
}

extension DashboardViewBody.ShownTile {
    init(_ loaded: LoadedTile) {
        self.init(
            tile: LayoutTileBody(loaded.tile), label: loaded.label, data: loaded.data,
            error: loaded.error.map { TileErrorBody(code: $0.code.rawValue, message: $0.sentence) })
    }
}

extension NewTile {
    init(_ body: NewTileBody) {
        self.init(
            widgetKind: body.widgetKind, widgetID: body.widgetID, x: body.x, y: body.y, width: body.w, height: body.h,
            config: body.config)
    }
}
