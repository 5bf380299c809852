// A streamed answer, line by line.

import NIOCore
import NIOHTTP1

/// The lines of an answer of JSON objects, one a line (NDJSON), as they come.
///
/// Ends where the answer ends; stopping to read it closes the connection.
public struct AnswerLines<Body: Decodable & Sendable>: AsyncSequence, Sendable {
    let producer: Follower.Producer
    let host: Host
    private let headers: HTTPHeaders

    init(_ start: Follower.Start, host: Host) {
        producer = start.lines
        headers = start.headers
        self.host = host
    }

    /// What the answer's head says under a name; nil: it does not.
    public func header(_ name: String) -> String? { headers.first(name: name) }

    public func makeAsyncIterator() -> Iterator {
        Iterator(lines: producer.makeAsyncIterator(), host: host)
    }

    public struct Iterator: AsyncIteratorProtocol {
        fileprivate var lines: Follower.Producer.AsyncIterator
        fileprivate let host: Host

        /// The next line; nil at the end.
        public mutating func next() async throws -> Answer<Body>? {
            guard let line = try await lines.next() else { return nil }
            return Answer(bytes: Array(line.readableBytesView), host: host)
        }
    }
}
