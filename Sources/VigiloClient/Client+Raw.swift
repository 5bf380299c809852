// A request as somebody wrote it, and the answer as it came.

import NIOCore
import NIOHTTP1
public import VigiloWire

/// An answer of any status, untouched.
public struct RawAnswer: Sendable {
    public let status: Int
    /// What the status line says behind the number.
    public let reason: String
    /// In the order in which they came.
    public let headers: [(name: String, value: String)]
    public let bytes: [UInt8]
    /// The problem that the answer tells of; nil for an answer below 400.
    public let problem: Problem?
}

extension Client {
    /// Sends a request of any method to any path and gives back whatever is answered.
    ///
    /// - Parameters:
    ///   - method: A token of HTTP, such as `PATCH`.
    ///   - path: With its query; visible ASCII, as it goes onto the request line.
    ///   - content: nil: the request has none.
    public func raw(
        _ method: String, _ path: String, content: [UInt8]? = nil, contentType: String = "application/json",
        timeout: Duration? = nil
    ) async throws(ClientError) -> RawAnswer {
        var request = Request(
            HTTPMethod(rawValue: method), path, content.map { .bytes($0) } ?? .none, token: token, accept: "*/*")
        if content != nil { request.head.headers.replaceOrAdd(name: "Content-Type", value: contentType) }
        let time = timeout ?? self.timeout
        let limits = Exchange.Limits(time: time, bytes: largestAnswer)
        let response: Response = try await connect(within: time) { [host, request] result in
            Exchange(request, to: host, limits: limits, result: result)
        }
        return response.raw(from: host)
    }
}

extension Response {
    func raw(from host: Host) -> RawAnswer {
        var problem: Problem?
        if case .problem(let found) = error(from: host) { problem = found }
        return RawAnswer(
            status: Int(head.status.code), reason: head.status.reasonPhrase,
            headers: head.headers.map { ($0.name, $0.value) }, bytes: bytes, problem: problem)
    }
}
