// A wire body on its way out.

import FoundationEssentials
import HTTPTypes
import Hummingbird
import VigiloWire

/// An answer whose body is JSON.
struct JSONAnswer<Body: Encodable & Sendable>: ResponseGenerator {
    var status: HTTPResponse.Status = .ok
    /// The path of what was made, where something was made.
    var location: String?
    var body: Body

    init(_ body: Body) {
        self.body = body
    }

    /// Answers that something was made, and where it is.
    init(created body: Body, at location: String) {
        self.body = body
        self.location = location
        status = .created
    }

    func response(from request: Request, context: some RequestContext) throws -> Response {
        var headers: HTTPFields = [.contentType: "application/json"]
        headers[.location] = location
        let bytes = try Self.encoder.encode(body)
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    static var encoder: JSONEncoder { WireEncoding.encoder }
}

enum WireEncoding {
    /// Sorted keys: the same state gives the same bytes, and people find what they look for.
    static let encoder: JSONEncoder = {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }()
}
