// Where a page ended: opaque to clients, a key to us.

import FoundationEssentials

/// The key of the last item of a page. The next page starts behind it, so page 10,000 costs what page 1 costs.
struct Cursor: Sendable, Equatable {
    /// Which list the cursor belongs to; another list refuses it.
    let list: String
    /// The key of the last item.
    let key: String

    /// Base64url, so that it needs no escaping in a URL.
    var text: String {
        Data("\(list)\n\(key)".utf8).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    init(list: String, key: String) {
        self.list = list
        self.key = key
    }

    /// Reads a cursor of the list.
    init(parsing text: String, list: String) throws(PlatformError) {
        var base64 = text.replacing("-", with: "+").replacing("_", with: "/")
        base64 += String(repeating: "=", count: (4 - base64.utf8.count % 4) % 4)
        let prefix = "\(list)\n"
        guard let data = Data(base64Encoded: base64), let content = String(validating: data, as: UTF8.self),
            content.hasPrefix(prefix), !content.utf8.contains(0)
        else { throw Self.unreadable }
        self.init(list: list, key: String(content.dropFirst(prefix.count)))
    }

    static var unreadable: PlatformError {
        PlatformError(
            .invalid, code: "bad_cursor", "The cursor does not belong to this list.",
            hint: "Pass the next_cursor of the page before as it is, or none to start again.",
            fields: [FieldError(field: "cursor", message: "does not belong to this list")])
    }
}
