// A rectangle on a dashboard's grid.

/// A rectangle on a dashboard's grid of 12 columns, counted from 0 at the upper left.
public struct TilePlace: Sendable, Equatable {
    public var x: Int
    public var y: Int
    /// In columns.
    public var width: Int
    /// In rows.
    public var height: Int

    public static let columns = 12
    /// Far below what anybody scrolls to.
    public static let lastRow = 999
    public static let tallest = 12

    public init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    func overlaps(_ other: TilePlace) -> Bool {
        x < other.x + other.width && other.x < x + width && y < other.y + other.height && other.y < y + height
    }

    /// Notes what of the rectangle does not lie on the grid.
    func check(_ problems: inout InputProblems) {
        if !(1...Self.columns).contains(width) {
            problems.add("w", "is \(width), and a tile is 1 to \(Self.columns) columns wide")
        } else if !(0...(Self.columns - width)).contains(x) {
            problems.add(
                "x",
                "is \(x), and a tile of \(width) columns begins at 0 to \(Self.columns - width) on a grid of "
                    + "\(Self.columns)")
        }
        if !(1...Self.tallest).contains(height) {
            problems.add("h", "is \(height), and a tile is 1 to \(Self.tallest) rows high")
        }
        if !(0...Self.lastRow).contains(y) { problems.add("y", "is \(y), and must be 0 to \(Self.lastRow)") }
    }

    /// The first place, row by row from the upper left, where a rectangle of this size overlaps none of the others; in
    /// the given column or row where one is given.
    static func firstFree(
        width: Int, height: Int, x: Int? = nil, y: Int? = nil, among others: [TilePlace]
    ) -> TilePlace? {
        let below = others.map { $0.y + $0.height }.max() ?? 0
        let lastColumn = columns - width
        guard lastColumn >= 0 else { return nil }
        let rows = y.map { $0...$0 } ?? 0...below
        for row in rows {
            for column in x.map({ $0...$0 }) ?? 0...lastColumn {
                let place = TilePlace(x: column, y: row, width: width, height: height)
                if !others.contains(where: place.overlaps) { return place }
            }
        }
        return nil
    }
}
