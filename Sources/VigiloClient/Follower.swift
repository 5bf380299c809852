// An answer that comes line by line and may never end.

import NIOCore
import NIOHTTP1

/// Sends the request, with an upload if it has one, and hands out the answer's lines as they come; `start` is fulfilled once it is known to be a good one.
final class Follower: ChannelDuplexHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundIn = HTTPClientRequestPart
    typealias OutboundOut = HTTPClientRequestPart
    typealias Strategy = NIOAsyncSequenceProducerBackPressureStrategies.HighLowWatermark
    typealias Producer = NIOThrowingAsyncSequenceProducer<ByteBuffer, any Error, Strategy, Demand>

    /// An answer that has begun.
    struct Start: Sendable {
        var headers: HTTPHeaders
        var lines: Producer
    }

    struct Limits: Sendable {
        /// How long nothing may come, not even an empty line.
        var silence: Duration
        var lineBytes: Int
    }

    private let request: Request
    private let host: Host
    private let limits: Limits
    private let start: EventLoopPromise<Start>
    private var source: Producer.Source?
    private var problem: Response?
    private var cutter: LineCutter
    private var alarm: Scheduled<Void>?
    /// The reader has as many lines as it can hold: nothing more is read until it has taken some.
    private var isFull = false
    private var isReadHeldBack = false
    private var isOver = false
    private var writer: UploadWriter?

    init(_ request: Request, to host: Host, limits: Limits, start: EventLoopPromise<Start>) {
        self.request = request
        self.host = host
        self.limits = limits
        self.start = start
        cutter = LineCutter(limit: limits.lineBytes)
    }

    func channelActive(context: ChannelHandlerContext) {
        setAlarm(context)
        context.write(wrapOutboundOut(.head(request.head)), promise: nil)
        guard case .upload(let upload) = request.content else {
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
            return
        }
        let writer = UploadWriter(
            upload, context, willSend: { [self] in setAlarm(context) },
            onUnreadable: { [self] in end(.contentUnreadable($0.sentence), context) })
        self.writer = writer
        writer.send()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isOver else { return }
        setAlarm(context)
        switch unwrapInboundIn(data) {
        case .head(let head) where head.status.code == 200: begin(head.headers, context)
        case .head(let head): problem = Response(head: head)
        case .body(let part): take(part, context)
        case .end: finish(context)
        }
    }

    func read(context: ChannelHandlerContext) {
        if isFull { isReadHeldBack = true } else { context.read() }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        end(ClientError(receiving: error, from: host), context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        end(.connectionLost(host), context)
        context.fireChannelInactive()
    }
}

extension Follower {
    private func begin(_ headers: HTTPHeaders, _ context: ChannelHandlerContext) {
        let loop = context.eventLoop
        let demand = Demand(
            onMore: { [self, context] in resume(context) },
            onEnd: { [self, context] in
                isOver = true
                stopWriting()
                alarm?.cancel()
                context.close(promise: nil)
            }, loop)
        let made = Producer.makeSequence(
            backPressureStrategy: Strategy(lowWatermark: 64, highWatermark: 256), finishOnDeinit: true, delegate: demand
        )
        source = made.source
        start.succeed(Start(headers: headers, lines: made.sequence))
    }

    private func stopWriting() {
        writer?.stop()
        writer = nil
    }

    private func take(_ part: ByteBuffer, _ context: ChannelHandlerContext) {
        if problem != nil {
            guard let size = problem?.append(part), size <= limits.lineBytes else {
                end(.protocolBroken("is larger than \(limits.lineBytes >> 10) KiB", host), context)
                return
            }
            return
        }
        do {
            for line in try cutter.lines(endedBy: part) { handOut(line) }
        } catch {
            endTooLong(context)
        }
    }

    private func handOut(_ line: ByteBuffer) {
        if case .stopProducing = source?.yield(line) { isFull = true }
    }

    private func endTooLong(_ context: ChannelHandlerContext) {
        end(.protocolBroken("has a line longer than \(limits.lineBytes >> 10) KiB", host), context)
    }

    private func resume(_ context: ChannelHandlerContext) {
        guard isFull, !isOver else { return }
        isFull = false
        setAlarm(context)
        if isReadHeldBack {
            isReadHeldBack = false
            context.read()
        }
    }

    /// Waits for a sign of life. While the reader is behind, nothing is read, and nothing can be missed. A program that
    /// was held up itself finds its time over before it has read what waits: it looks once more before it gives up.
    private func setAlarm(_ context: ChannelHandlerContext, isLast: Bool = false) {
        alarm?.cancel()
        let time = isLast ? TimeAmount.seconds(1) : TimeAmount(limits.silence)
        alarm = context.eventLoop.assumeIsolated().scheduleTask(in: time) {
            guard !self.isFull else { return }
            if isLast {
                self.end(.silence(self.limits.silence, self.host), context)
            } else {
                self.setAlarm(context, isLast: true)
            }
        }
    }

    private func finish(_ context: ChannelHandlerContext) {
        if let problem {
            end(problem.error(from: host), context)
            return
        }
        do {
            if let line = try cutter.rest() { handOut(line) }
            end(nil, context)
        } catch {
            endTooLong(context)
        }
    }

    /// - Parameter error: nil where the answer has ended as it should.
    private func end(_ error: ClientError?, _ context: ChannelHandlerContext) {
        guard !isOver else { return }
        isOver = true
        stopWriting()
        alarm?.cancel()
        if let source {
            error.map(source.finish) ?? source.finish()
        } else {
            start.fail(error ?? .connectionLost(host))
        }
        context.close(promise: nil)
    }
}
