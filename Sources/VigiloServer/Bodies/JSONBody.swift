// Reading a request's body: its size, its media type, its syntax, and then its members.

import HTTPTypes
import Hummingbird
import NIOCore
import VigiloJSON
import VigiloWire

/// What every JSON body must be, whatever its members are.
enum JSONBody {
    /// The largest body that is taken, in bytes.
    static let maximumSize = 1 << 20

    /// How long a client may take to send a body.
    static let patience: Duration = .seconds(30)

    /// The request's body, whatever it says.
    static func bytes(of request: Request, atMost limit: Int = maximumSize) async throws -> ByteBuffer {
        if let announced = request.headers[.contentLength].flatMap(Int.init), announced > limit {
            throw ProblemDraft.bodyLarger(than: limit)
        }
        do {
            return try await Deadline.of(patience, else: ProblemDraft.bodyTooSlow) {
                try await request.body.collect(upTo: limit)
            }
        } catch let error as any HTTPResponseError where error.status == .contentTooLarge {
            throw ProblemDraft.bodyLarger(than: limit)
        }
    }

    /// The members of the request's body; an empty body is an empty object.
    static func members(of request: Request, atMost limit: Int = maximumSize) async throws -> [String: JSONValue] {
        let bytes = try await bytes(of: request, atMost: limit)
        guard bytes.readableBytes > 0 else { return [:] }
        guard isJSON(request.headers[.contentType]) else {
            throw mediaTypeUnsupported(request.headers[.contentType])
        }
        let value: JSONValue
        do {
            value = try JSONValue(parsing: bytes.readableBytesView)
        } catch {
            throw ProblemDraft(status: 422, code: "invalid_json", sentence: "The body cannot be read: \(error).")
        }
        guard case .object(let members) = value else {
            throw ProblemDraft(
                status: 422, code: "invalid_json",
                sentence: "The body is \(value.typeWithArticle); a JSON object is needed.")
        }
        return members
    }

    /// Whether the media type is `application/json` or one built on it. A charset parameter says nothing: JSON is
    /// UTF-8.
    private static func isJSON(_ mediaType: String?) -> Bool {
        guard let essence = mediaType?.split(separator: ";").first else { return false }
        let name = String(essence).lowercased().filter { $0 != " " && $0 != "\t" }
        return name == "application/json" || (name.hasPrefix("application/") && name.hasSuffix("+json"))
    }

    private static func mediaTypeUnsupported(_ mediaType: String?) -> ProblemDraft {
        let found = mediaType.map { "'\($0)'" } ?? "of no stated media type"
        return ProblemDraft(
            status: 415, code: "media_type_unsupported",
            sentence: "The body is \(found); 'application/json' is needed.",
            hint: "Send the header 'Content-Type: application/json'.", headers: [.accept: "application/json"])
    }
}

/// A wire body that the daemon reads out of a request.
protocol RequestBody {
    /// Asks for every member that the body has; nil if one of them is missing or of the wrong type.
    static func read(from members: inout BodyMembers) -> Self?
}

extension Request {
    /// The request's body as `Body`, or a problem that names every member that is wrong with it.
    ///
    /// - Parameter limit: The largest body that is taken, in bytes.
    func body<Body: VigiloServer.RequestBody>(
        as type: Body.Type, atMost limit: Int = JSONBody.maximumSize
    ) async throws -> Body {
        var members = BodyMembers(try await JSONBody.members(of: self, atMost: limit))
        let body = type.read(from: &members)
        let errors = members.allErrors
        guard let body, errors.isEmpty else {
            throw ProblemDraft.invalid("body", errors)
        }
        return body
    }
}
