// Which part of a list is wanted, and the part itself.

/// Which part of a list is wanted.
public struct PageRequest: Sendable, Equatable {
    public static let defaultLimit = 50
    public static let maximumLimit = 500

    /// 1 to 500; anything else is refused by the list.
    public var limit: Int
    /// The `nextCursor` of the page before; nil for the first page.
    public var cursor: String?

    public init(limit: Int = PageRequest.defaultLimit, cursor: String? = nil) {
        self.limit = limit
        self.cursor = cursor
    }

    /// The limit, checked.
    func checkedLimit() throws(PlatformError) -> Int {
        guard (1...Self.maximumLimit).contains(limit) else {
            throw .invalid("limit", "is \(limit), and must be 1 to \(Self.maximumLimit)", in: "a page of the list")
        }
        return limit
    }
}

/// A page of a list. `nextCursor` is nil on the last page.
public struct Slice<Item: Sendable>: Sendable {
    public var items: [Item]
    public var nextCursor: String?

    public init(items: [Item], nextCursor: String?) {
        self.items = items
        self.nextCursor = nextCursor
    }

    /// A page from one item more than was asked for: the surplus says that there is a next page.
    init(_ found: [Item], limit: Int, cursor: (Item) -> Cursor) {
        items = Array(found.prefix(limit))
        nextCursor = found.count > limit ? items.last.map { cursor($0).text } : nil
    }
}
