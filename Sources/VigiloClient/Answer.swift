// A good answer: the bytes as they came, read only as far as they are needed.

import FoundationEssentials
public import VigiloJSON
public import VigiloWire

/// Something a daemon has told: as a body that this client knows, and as the JSON that was sent.
///
/// A program that prints the JSON sees members that this client does not know; a program that reads the body needs none.
public protocol Told<Body>: Sendable {
    associatedtype Body: Sendable

    func body() throws(ClientError) -> Body
    func json() throws(ClientError) -> JSONValue
}

/// The answer to one request.
public struct Answer<Body: Decodable & Sendable>: Told {
    public let bytes: [UInt8]
    let host: Host

    public func body() throws(ClientError) -> Body {
        do {
            return try JSONDecoder().decode(Body.self, from: Data(bytes))
        } catch {
            throw .protocolBroken("cannot be read: \(Self.sentence(of: error))", host)
        }
    }

    public func json() throws(ClientError) -> JSONValue {
        do {
            return try JSONValue(parsing: bytes)
        } catch {
            throw .protocolBroken("is not valid JSON", host)
        }
    }

    private static func sentence(of error: any Error) -> String {
        switch error as? DecodingError {
        case .keyNotFound(let key, let context): "\(place(context.codingPath))member '\(key.stringValue)' is missing"
        case .typeMismatch(_, let context): "\(place(context.codingPath))a value is of the wrong type"
        case .valueNotFound(_, let context): "\(place(context.codingPath))a value is null"
        default: "it is not the JSON that was expected"
        }
    }

    private static func place(_ path: [any CodingKey]) -> String {
        path.isEmpty ? "" : "in '\(path.map(\.stringValue).joined(separator: "."))' "
    }
}

/// The items of a list, collected from as many pages as were asked for.
public struct Listing<Item: Codable & Sendable>: Told {
    struct Part: Sendable {
        var answer: Answer<Page<Item>>
        var page: Page<Item>
    }

    let pages: [Part]
    private var isWanted: @Sendable (Item) -> Bool = { _ in true }

    init(pages: [Part]) {
        self.pages = pages
    }

    public func body() -> Page<Item> {
        Page(items: pages.flatMap(\.page.items).filter(isWanted), nextCursor: pages.last?.page.nextCursor)
    }

    /// The same list with only those items that are wanted.
    public func filter(_ isWanted: @escaping @Sendable (Item) -> Bool) -> Listing {
        var listing = self
        listing.isWanted = isWanted
        return listing
    }

    /// The last page's body with the items of all pages.
    public func json() throws(ClientError) -> JSONValue {
        var items: [JSONValue] = []
        var members: [String: JSONValue] = [:]
        for part in pages {
            members = try part.answer.json().objectValue ?? [:]
            items += zip(members["items"]?.arrayValue ?? [], part.page.items).filter { isWanted($0.1) }.map(\.0)
        }
        members["items"] = .array(items)
        return .object(members)
    }
}
