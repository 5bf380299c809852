// An answer of JSON lines that may go on for as long as the client listens.

import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle

/// JSON values, one a line (NDJSON), as they come.
///
/// While nothing comes, an empty line now and then says that the daemon is there. The answer ends when the values do, when
/// the client goes, and when the daemon is asked to stop. A client that reads too slowly misses lines rather than filling
/// the daemon's memory.
struct LineStream<Body: Encodable & Sendable>: ResponseGenerator {
    private let bodies: AsyncStream<Body>

    private static var silence: Duration { .seconds(10) }
    private static var mostWaiting: Int { 1000 }

    init(_ bodies: AsyncStream<Body>) {
        self.bodies = bodies
    }

    /// Lines that are all there.
    init(_ bodies: [Body]) {
        self.bodies = AsyncStream { continuation in
            for body in bodies { continuation.yield(body) }
            continuation.finish()
        }
    }

    func response(from request: Request, context: some RequestContext) -> Response {
        let headers: HTTPFields = [.contentType: "application/x-ndjson", .cacheControl: "no-store"]
        return Response(status: .ok, headers: headers, body: ResponseBody { try await write(to: &$0) })
    }

    private func write(to writer: inout any ResponseBodyWriter) async throws {
        let (lines, feed) = AsyncStream<ByteBuffer>.makeStream(bufferingPolicy: .bufferingNewest(Self.mostWaiting))
        // The head goes out with the first bytes: the client learns at once that it is heard.
        feed.yield(ByteBuffer(string: "\n"))
        try await withThrowingDiscardingTaskGroup { group in
            group.addTask {
                while (try? await Task.sleep(for: Self.silence)) != nil { feed.yield(ByteBuffer(string: "\n")) }
            }
            group.addTask {
                for await body in bodies { if let line = Self.line(body) { feed.yield(line) } }
                feed.finish()
            }
            for await line in lines.cancelOnGracefulShutdown() { try await writer.write(line) }
            group.cancelAll()
        }
        try await writer.finish(nil)
    }

    private static func line(_ body: Body) -> ByteBuffer? {
        guard var bytes = try? JSONAnswer<Body>.encoder.encode(body) else { return nil }
        bytes.append(UInt8(ascii: "\n"))
        return ByteBuffer(bytes: bytes)
    }
}
