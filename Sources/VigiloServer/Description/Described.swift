// What can be told of itself in the document: bodies, and answers made of them.

import Hummingbird
import VigiloJSON
import VigiloWire

/// A wire body with its schema.
protocol Described {
    static var schema: Schema { get }
}

/// An answer whose media type and schema are known from its type alone, so that a route cannot answer otherwise than the
/// document says.
protocol DescribedAnswer: ResponseGenerator {
    static var content: Content { get }
}

/// A media type and what is in it.
struct Content: Sendable {
    var mediaType: String
    /// nil: bytes.
    var schema: Schema?
    /// Of one line, where it is lines of JSON.
    var line: Schema?
    /// How large a request's body may be that has it.
    var largestBytes = JSONBody.maximumSize

    static func json(_ body: (some Described).Type, atMost largestBytes: Int = JSONBody.maximumSize) -> Content {
        Content(mediaType: "application/json", schema: body.schema, largestBytes: largestBytes)
    }

    static func bytes(_ mediaType: String) -> Content {
        Content(mediaType: mediaType)
    }

    static func lines(_ body: (some Described).Type) -> Content {
        Content(mediaType: "application/x-ndjson", line: body.schema)
    }
}

extension JSONAnswer: DescribedAnswer where Body: Described {
    static var content: Content { .json(Body.self) }
}

extension LineStream: DescribedAnswer where Body: Described {
    static var content: Content { .lines(Body.self) }
}

/// Lines of JSON that the route writes itself.
struct WrittenLines<Body: Described>: DescribedAnswer {
    static var content: Content { .lines(Body.self) }

    let body: ResponseBody

    func response(from request: Request, context: some RequestContext) -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/x-ndjson", .cacheControl: "no-store"], body: body)
    }
}

extension Page: Described where Item: Described {
    static var schema: Schema {
        .answer(
            "\(Item.schema.name ?? "Item")Page", "One page of a list.",
            [
                "items": .list(of: Item.schema),
                "next_cursor": .text.orNull.saying("Where the next page begins; null on the last one."),
            ])
    }
}
