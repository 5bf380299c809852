// Content on its way out, part by part, so that nobody holds all of it.

import NIOCore
import NIOHTTP1

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
        guard offset < upload.content.sizeBytes else {
            context.writeAndFlush(NIOAny(HTTPClientRequestPart.end(nil)), promise: nil)
            return
        }
        let part: [UInt8]
        do {
            part = try upload.content.bytes(from: offset, count: Self.partSize)
        } catch {
            isStopped = true
            onUnreadable(error)
            return
        }
        let end = offset + part.count
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
}
