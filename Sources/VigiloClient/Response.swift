// A whole answer: content where it is good, a problem where it is not.

import NIOCore
import NIOHTTP1
import VigiloJSON
import VigiloWire

struct Response: Sendable {
    let head: HTTPResponseHead
    private var buffer = ByteBuffer()

    init(head: HTTPResponseHead) {
        self.head = head
    }

    /// Takes a part of the content and returns the size so far, in bytes.
    mutating func append(_ part: ByteBuffer) -> Int {
        var part = part
        buffer.writeBuffer(&part)
        return buffer.readableBytes
    }

    /// The content of a good answer; an answer of 400 and above is thrown as its problem.
    func content(from host: Host) throws(ClientError) -> [UInt8] {
        guard (200..<300).contains(head.status.code) else { throw error(from: host) }
        return bytes
    }

    /// The content, whatever the status.
    var bytes: [UInt8] { Array(buffer.readableBytesView) }

    /// What an answer that is not the good one says.
    func error(from host: Host) -> ClientError {
        guard (400..<600).contains(head.status.code) else {
            return .protocolBroken("has the status \(head.status.code), which no Vigilo daemon gives", host)
        }
        return .problem(problem(in: bytes))
    }

    /// Reads the problem document with forbearance: a daemon of another version may leave members out.
    private func problem(in content: [UInt8]) -> Problem {
        let document = try? JSONValue(parsing: content)
        let status = Int(head.status.code)
        let reason = head.status.reasonPhrase
        return Problem(
            status: status,
            title: document?["title"]?.stringValue ?? reason,
            code: document?["code"]?.stringValue ?? "http_\(status)",
            detail: document?["detail"]?.stringValue ?? "The daemon answered \(status) \(reason) and did not say why.",
            hint: document?["hint"]?.stringValue,
            retryable: document?["retryable"]?.boolValue ?? false,
            requestID: document?["request_id"]?.stringValue ?? head.headers.first(name: "X-Request-Id") ?? "",
            errors: document?["errors"]?.arrayValue?.compactMap(Self.fieldError)
        )
    }

    private static func fieldError(_ value: JSONValue) -> Problem.FieldError? {
        guard let field = value["field"]?.stringValue, let message = value["message"]?.stringValue else { return nil }
        return Problem.FieldError(field: field, message: message)
    }
}
