// The way to a webhook's receiver.

import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import NIOHTTP1
import NIOPosix
import VigiloPlatform
import VigiloServer
import VigiloWire

/// Posts batches to a webhook's receiver, signed by Standard Webhooks. Any answer of 200 to 299 means that it has taken
/// them; every other one, redirects among them, that it has not.
final class WebhookChannel: OutletChannel {
    private let url: WebhookURL
    private let secret: WebhookSecret
    private let installation: String
    private let client: HTTPClient

    private static let limit = TimeAmount.seconds(30)

    init(
        _ url: WebhookURL, secret: WebhookSecret, installation: String, eventLoops: any EventLoopGroup
    ) {
        self.url = url
        self.secret = secret
        self.installation = installation
        client = HTTPClient(
            eventLoopGroupProvider: .shared(eventLoops),
            configuration: .init(
                redirectConfiguration: .disallow, timeout: .init(connect: .seconds(10), read: .seconds(30))))
    }

    func send(_ batch: DeliveryBatch) async throws {
        let first = batch.rows.first?.position
        let body = AuditBatchBody(
            firstPosition: first, lastPosition: batch.rows.last?.position,
            rows: batch.rows.map { AuditRowBody($0.record) },
            checkpoints: batch.checkpoints.map {
                AuditCheckpointNoteBody(chain: $0.chain, size: $0.size, checkpoint: $0.note)
            })
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try await post(Array(try encoder.encode(body)), id: id(of: batch))
    }

    /// The same for the same content, so that a receiver can tell what it has had.
    private func id(of batch: DeliveryBatch) -> String {
        let rows = batch.rows.first.map { "\($0.position)-\(batch.end)" } ?? "\(batch.end)"
        let notes = batch.checkpoints.last.map { "-\($0.chain)-\($0.size)" } ?? ""
        return "\(installation)-\(rows)\(notes)"
    }

    private func post(_ body: [UInt8], id: String) async throws {
        let timestamp = Timestamp.now().microseconds / 1_000_000
        var request = HTTPClientRequest(url: url.text)
        request.method = .POST
        request.headers = [
            "content-type": "application/json", "user-agent": "vigilod/\(vigiloVersion)", "webhook-id": id,
            "webhook-timestamp": "\(timestamp)",
            "webhook-signature": secret.signature(id: id, timestamp: timestamp, body: body),
        ]
        request.body = .bytes(body)
        let status: UInt
        do {
            let response = try await client.execute(request, timeout: Self.limit)
            status = response.status.code
            // Read to its end, so that the connection can be used again; a receiver that talks on loses it.
            _ = try? await response.body.collect(upTo: 64 * 1024)
        } catch let error as CancellationError {
            throw error
        } catch {
            // Its own words may hold the URL, and so what nobody else is to know.
            throw OutletFailure(description: "\(url.place): \(Self.sentence(error))")
        }
        guard (200...299).contains(status) else {
            throw OutletFailure(description: "\(url.place): it answered with status \(status)")
        }
    }

    private static func sentence(_ error: any Error) -> String {
        let connecting = (error as? NIOConnectionError)?.connectionErrors.first?.error
        if let system = (connecting ?? error) as? IOError { return "\(SystemError(number: system.errnoCode))" }
        switch error as? HTTPClientError {
        case .connectTimeout?, .readTimeout?, .deadlineExceeded?: return "it does not answer in time"
        case .remoteConnectionClosed?: return "it closed the connection without an answer"
        case let known?: return known.shortDescription
        default: return "it cannot be reached (\(type(of: error)))"
        }
    }

    func close() async {
        try? await client.shutdown()
    }
}
