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
    private var writer: UploadWriter?

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
        case .upload(let upload):
            let writer = UploadWriter(
                upload, context, willSend: { [self] in setDeadline(context) },
                onUnreadable: { [self] in end(.failure(.contentUnreadable($0.sentence)), context) })
            self.writer = writer
            writer.send()
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
        writer?.stop()
        writer = nil
        deadline?.cancel()
        switch outcome {
        case .success(let response): result.succeed(response)
        case .failure(let error): result.fail(error)
        }
        context.close(promise: nil)
    }
}
