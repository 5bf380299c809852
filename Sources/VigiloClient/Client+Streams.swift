// What goes out or comes in part by part: uploads, and answers that go on.

import NIOCore
import NIOHTTP1

extension Client {
    /// Sends content as it is.
    ///
    /// - Parameter timeout: How long the daemon may take no part of the content, and how long it may think about the whole.
    public func post<Body>(
        _ path: String, query: [String: String] = [:], _ upload: Upload, as body: Body.Type = Body.self,
        timeout: Duration? = nil
    ) async throws(ClientError) -> Answer<Body> {
        try await send(.POST, path + Self.text(of: query), .upload(upload), timeout ?? self.timeout)
    }

    /// An answer of JSON objects, one a line, that goes on as long as the daemon has something to tell.
    ///
    /// - Parameters:
    ///   - query: Conditions, such as `["follow": "true"]`.
    ///   - several: Conditions with keys that may come more than once.
    ///   - silence: How long nothing may come; an empty line is a sign of life.
    ///   - longestLine: In bytes; a longer line is an error.
    public func lines<Body>(
        _ path: String, query: [String: String] = [:], several: [(key: String, value: String)] = [],
        of body: Body.Type = Body.self, silence: Duration = .seconds(30), longestLine: Int = 1 << 20
    ) async throws(ClientError) -> AnswerLines<Body> {
        try await follow(.GET, path + Self.text(of: query, several), .none, silence, longestLine)
    }

    /// The same as the answer to content that is sent at the same time: neither is ever held whole.
    public func lines<Body>(
        posting upload: Upload, to path: String, of body: Body.Type = Body.self, silence: Duration = .seconds(60),
        longestLine: Int = 1 << 20
    ) async throws(ClientError) -> AnswerLines<Body> {
        try await follow(.POST, path, .upload(upload), silence, longestLine)
    }

    private func follow<Body>(
        _ method: HTTPMethod, _ path: String, _ content: Request.Content, _ silence: Duration, _ longestLine: Int
    ) async throws(ClientError) -> AnswerLines<Body> {
        let request = Request(
            method, path, content, token: token, accept: "application/x-ndjson, application/json")
        let limits = Follower.Limits(silence: silence, lineBytes: longestLine)
        let start: Follower.Start = try await connect(within: timeout) { [host] start in
            Follower(request, to: host, limits: limits, start: start)
        }
        return AnswerLines(start, host: host)
    }
}
