// Content on its way out, part by part, so that nobody holds all of it.

import NIOCore
import NIOHTTP1
import NIOPosix

/// Sends an upload's parts, each when the connection has taken the one before, and then the request's end.
///
/// Belongs to one connection and its thread.
final class UploadWriter {
    private let upload: Upload
    private let context: ChannelHandlerContext
    private let willSend: () -> Void
    private let onUnreadable: (UnreadableContent) -> Void
    private var isStopped = false

    private static let partSize = 1 << 18

    /// - Parameters:
    ///   - willSend: Called before each part and before the end: a large file may take its time, a daemon that takes
    ///     nothing may not.
    ///   - onUnreadable: Called once if the content cannot be read; nothing is sent any more then.
    init(
        _ upload: Upload, _ context: ChannelHandlerContext, willSend: @escaping () -> Void,
        onUnreadable: @escaping (UnreadableContent) -> Void
    ) {
        self.upload = upload
        self.context = context
        self.willSend = willSend
        self.onUnreadable = onUnreadable
    }

    func stop() { isStopped = true }

    func send(from offset: Int = 0) {
        guard !isStopped else { return }
        willSend()
        switch upload.source {
        case .content(let content): send(content, from: offset)
        case .stream(let stream): send(stream, from: offset)
        }
    }

    private func send(_ content: any UploadContent, from offset: Int) {
        do {
            let part = offset < content.sizeBytes ? try content.bytes(from: offset, count: Self.partSize) : []
            send(part, endingAt: offset + part.count)
        } catch {
            giveUp(error)
        }
    }

    /// Who writes to a pipe may take their time: they are waited for on another thread.
    private func send(_ stream: any UploadStream, from offset: Int) {
        let next = NIOThreadPool.singleton.runIfActive(eventLoop: context.eventLoop) {
            Result { () throws(UnreadableContent) in try stream.next(atMost: Self.partSize) }
        }
        next.assumeIsolated().whenSuccess { [self] result in
            guard !isStopped else { return }
            switch result {
            case .success(let part): send(part, endingAt: offset + part.count)
            case .failure(let error): giveUp(error)
            }
        }
    }

    /// An empty part is the end.
    private func send(_ part: [UInt8], endingAt end: Int) {
        guard !part.isEmpty else {
            context.writeAndFlush(NIOAny(HTTPClientRequestPart.end(nil)), promise: nil)
            return
        }
        let isTaken = context.eventLoop.makePromise(of: Void.self)
        // A write that fails ends the connection, and that is told where the answer is awaited: a daemon that refuses
        // what it is sent answers before it has read all of it.
        isTaken.futureResult.assumeIsolated().whenSuccess { [self] in
            upload.onProgress(end)
            send(from: end)
        }
        let body = HTTPClientRequestPart.body(.byteBuffer(ByteBuffer(bytes: part)))
        context.writeAndFlush(NIOAny(body), promise: isTaken)
    }

    private func giveUp(_ error: UnreadableContent) {
        isStopped = true
        onUnreadable(error)
    }
}
