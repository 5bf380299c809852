// One request and its answer on one connection.

import NIOCore
import NIOHTTP1

/// Sends the request as soon as the connection stands, and fulfils `result` once: with the whole answer or with why not.
final class Exchange: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    struct Limits: Sendable {
        var time: Duration
        var bytes: Int
    }

    private let request: Request
    private let host: Host
    private let limits: Limits
    private let result: EventLoopPromise<Response>
    private var response: Response?
    private var deadline: Scheduled<Void>?
    private var isOver = false

    init(_ request: Request, to host: Host, limits: Limits, result: EventLoopPromise<Response>) {
        self.request = request
        self.host = host
        self.limits = limits
        self.result = result
    }

    func channelActive(context: ChannelHandlerContext) {
        setDeadline(context)
        context.write(wrapOutboundOut(.head(request.head)), promise: nil)
        switch request.content {
        case .none: context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        case .bytes(let content):
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: content)))), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        case .upload(let upload): send(upload, from: 0, context)
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            response = Response(head: head)
        case .body(let part):
            guard let size = response?.append(part), size <= limits.bytes else {
                let limit = "\(limits.bytes >> 20) MiB"
                end(.failure(.protocolBroken("is larger than \(limit)", host)), context)
                return
            }
        case .end:
            guard let response else { return }
            end(.success(response), context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        end(.failure(ClientError(receiving: error, from: host)), context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        end(.failure(.connectionLost(host)), context)
        context.fireChannelInactive()
    }

    private func setDeadline(_ context: ChannelHandlerContext) {
        deadline?.cancel()
        let failure = ClientError.timeout(limits.time, host)
        deadline = context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(limits.time)) {
            self.end(.failure(failure), context)
        }
    }

    private func end(_ outcome: Result<Response, ClientError>, _ context: ChannelHandlerContext) {
        guard !isOver else { return }
        isOver = true
        deadline?.cancel()
        switch outcome {
        case .success(let response): result.succeed(response)
        case .failure(let error): result.fail(error)
        }
        context.close(promise: nil)
    }
}

extension Exchange {
    private static let partSize = 1 << 18

    /// Sends a part, and the next one when the connection has taken it. The time limit begins anew with each: a large
    /// archive may take its time, a daemon that takes nothing may not.
    private func send(_ upload: Upload, from offset: Int, _ context: ChannelHandlerContext) {
        guard !isOver else { return }
        setDeadline(context)
        guard offset < upload.content.sizeBytes else {
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
            return
        }
        let part: [UInt8]
        do {
            part = try upload.content.bytes(from: offset, count: Self.partSize)
        } catch {
            end(.failure(.contentUnreadable(error.sentence)), context)
            return
        }
        let end = offset + part.count
        let isTaken = context.eventLoop.makePromise(of: Void.self)
        // A write that fails ends the connection, and that is told where the answer is awaited: a daemon that refuses
        // what it is sent answers before it has read all of it.
        isTaken.futureResult.assumeIsolated().whenSuccess {
            upload.onProgress(end)
            self.send(upload, from: end, context)
        }
        context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: part)))), promise: isTaken)
    }
}
