// Requests to the daemon: get, post, patch, delete, and answers that come line by line.

import FoundationEssentials
import NIOCore
import NIOHTTP1
import NIOPosix
import VigiloWire

/// Speaks HTTP/1.1 to a Vigilo daemon over its Unix socket: one connection a request, as a command makes one or two.
public struct Client: Sendable {
    public let host: Host
    let token: String?
    let timeout: Duration
    let largestAnswer: Int
    private var preflight: Preflight?

    /// The program's own thread, or one thread for all clients. It is never shut down: the program's end ends it.
    private static let group: any EventLoopGroup =
        SingleThread.loop ?? MultiThreadedEventLoopGroup(numberOfThreads: 1)

    /// - Parameters:
    ///   - token: The bearer token; without one the daemon answers 401.
    ///   - timeout: How long a request may take unless it says otherwise.
    ///   - largestAnswer: In bytes; a longer answer is an error, so that a broken daemon cannot fill the memory.
    public init(host: Host, token: String?, timeout: Duration = .seconds(30), largestAnswer: Int = 64 << 20) {
        self.host = host
        self.token = token
        self.timeout = timeout
        self.largestAnswer = largestAnswer
    }

    /// The same client, for which something is made sure of before its first request.
    public func checking(_ preflight: Preflight) -> Client {
        var client = self
        client.preflight = preflight
        return client
    }

    public func get<Body>(_ path: String, as body: Body.Type = Body.self) async throws(ClientError) -> Answer<Body> {
        try await send(.GET, path, .none, timeout)
    }

    public func post<Body>(
        _ path: String, _ content: some Encodable, as body: Body.Type = Body.self, timeout: Duration? = nil
    ) async throws(ClientError) -> Answer<Body> {
        try await send(.POST, path, try encoded(content), timeout ?? self.timeout)
    }

    /// A request that needs no content: what shall be done stands in the path.
    public func post<Body>(
        _ path: String, as body: Body.Type = Body.self, timeout: Duration? = nil
    ) async throws(ClientError) -> Answer<Body> {
        try await send(.POST, path, .none, timeout ?? self.timeout)
    }

    public func delete<Body>(
        _ path: String, as body: Body.Type = Body.self, timeout: Duration? = nil
    ) async throws(ClientError) -> Answer<Body> {
        try await send(.DELETE, path, .none, timeout ?? self.timeout)
    }

    public func patch<Body>(
        _ path: String, _ content: some Encodable, as body: Body.Type = Body.self
    ) async throws(ClientError) -> Answer<Body> {
        try await send(.PATCH, path, try encoded(content), timeout)
    }

    /// The items of a list: follows the cursors until there are `limit` items or no more.
    ///
    /// - Parameters:
    ///   - query: Further conditions, such as `["status": "open"]`.
    ///   - several: Conditions with keys that may come more than once.
    ///   - limit: nil for all of them.
    public func list<Item>(
        _ path: String, query: [String: String] = [:], several: [(key: String, value: String)] = [],
        limit: Int? = nil, of item: Item.Type = Item.self
    ) async throws(ClientError) -> Listing<Item> {
        let largestPage = 500
        var pages: [Listing<Item>.Part] = []
        var cursor: String?
        var count = 0
        repeat {
            var query = query
            query["limit"] = String(min(limit.map { $0 - count } ?? largestPage, largestPage))
            query["cursor"] = cursor
            let answer: Answer<Page<Item>> = try await get(path + Self.text(of: query, several))
            let page = try answer.body()
            pages.append(.init(answer: answer, page: page))
            count += page.items.count
            guard page.nextCursor != cursor || page.nextCursor == nil else {
                throw .protocolBroken("names the same page twice", host)
            }
            cursor = page.nextCursor
        } while cursor != nil && count < limit ?? .max
        return Listing(pages: pages)
    }
}

extension Client {
    func send<Body>(
        _ method: HTTPMethod, _ path: String, _ content: Request.Content, _ timeout: Duration
    ) async throws(ClientError) -> Answer<Body> {
        let request = Request(method, path, content, token: token)
        let response = try await repeatedIfLost(request, within: timeout)
        return try Answer(bytes: response.content(from: host), host: host)
    }

    /// Sends a request that names itself once more where the connection ended before the answer: the daemon gives the answer
    /// of the first time, if there was one.
    private func repeatedIfLost(_ request: Request, within timeout: Duration) async throws(ClientError) -> Response {
        do {
            return try await exchange(request, within: timeout)
        } catch .connectionLost(let host) where request.isRepeatable {
            do {
                return try await exchange(request, within: timeout)
            } catch .unreachable {
                throw .connectionLost(host)
            }
        }
    }

    private func exchange(_ request: Request, within timeout: Duration) async throws(ClientError) -> Response {
        let limits = Exchange.Limits(time: timeout, bytes: largestAnswer)
        return try await connect(within: timeout) { [host] result in
            Exchange(request, to: host, limits: limits, result: result)
        }
    }

    /// Connects, and waits for what the handler makes of the connection.
    func connect<Outcome: Sendable>(
        within timeout: Duration,
        handler: @escaping @Sendable (EventLoopPromise<Outcome>) -> some ChannelHandler
    ) async throws(ClientError) -> Outcome {
        try await preflight?.run()
        let host = host
        let result = Self.group.next().makePromise(of: Outcome.self)
        let connection = ClientBootstrap(group: Self.group)
            .connectTimeout(TimeAmount(timeout))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHTTPClientHandlers()
                    try pipeline.addHandler(handler(result))
                }
            }
            .connect(unixDomainSocketPath: host.path)
        connection.whenFailure { result.fail(ClientError(connecting: $0, to: host)) }
        do {
            return try await result.futureResult.get()
        } catch let error as ClientError {
            throw error
        } catch {
            throw .unreachable(.other("\(error)"), host)
        }
    }

    private func encoded(_ content: some Encodable) throws(ClientError) -> Request.Content {
        do {
            return .bytes(Array(try JSONEncoder().encode(content)))
        } catch {
            throw .protocolBroken("was not asked for: the request cannot be written as JSON", host)
        }
    }

    static func text(of query: [String: String], _ several: [(key: String, value: String)] = []) -> String {
        let pairs = (query.sorted { $0.key < $1.key } + several).map { "\($0.key)=\(Path.encoded($0.value))" }
        return pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&")
    }
}
