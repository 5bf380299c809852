// Pages of a list that is held in memory.

import FoundationEssentials
import VigiloPlatform
import VigiloWire

/// Pages of a list that is held in memory, sorted by a text that is unique in it.
///
/// The cursor is the last item's sort text, so that items which come or go between two pages are neither shown twice
/// nor make others be missed. It is base64url; clients have no business reading it.
enum MemoryPage {
    static func of<Item, Body>(
        _ items: [Item], sortedBy key: (Item) -> String, _ request: PageRequest, as body: (Item) -> Body
    ) throws -> Page<Body> {
        let after = try request.cursor.map(key(from:))
        let sorted = items.map { (key: key($0), item: $0) }.sorted { $0.key < $1.key }
        let rest = sorted.drop { entry in after.map { entry.key <= $0 } ?? false }
        let page = rest.prefix(request.limit)
        let next = page.count < rest.count ? page.last.map { cursor(from: $0.key) } : nil
        return Page(items: page.map { body($0.item) }, nextCursor: next)
    }

    private static func cursor(from key: String) -> String {
        Data(key.utf8).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    private static func key(from cursor: String) throws -> String {
        let standard = cursor.replacing("-", with: "+").replacing("_", with: "/")
        let padding = String(repeating: "=", count: (4 - standard.utf8.count % 4) % 4)
        guard let bytes = Data(base64Encoded: standard + padding), !bytes.isEmpty,
            let key = String(validating: bytes, as: UTF8.self)
        else {
            // In the words of the platform's own lists.
            throw ProblemDraft(
                status: 422, code: "bad_cursor", sentence: "The cursor does not belong to this list.",
                hint: "Pass the next_cursor of the page before as it is, or none to start again.",
                fields: [.init(field: "cursor", message: "does not belong to this list")])
        }
        return key
    }
}
