// A reader of lines that says when it wants more, and when it wants no more.

import NIOCore

/// What the reader of the lines wants, told on the connection's thread.
struct Demand: NIOAsyncSequenceProducerDelegate {
    private let loop: any EventLoop
    private let onMore: NIOLoopBound<() -> Void>
    private let onEnd: NIOLoopBound<() -> Void>

    init(onMore: @escaping () -> Void, onEnd: @escaping () -> Void, _ loop: any EventLoop) {
        self.loop = loop
        self.onMore = NIOLoopBound(onMore, eventLoop: loop)
        self.onEnd = NIOLoopBound(onEnd, eventLoop: loop)
    }

    func produceMore() {
        loop.execute { onMore.value() }
    }

    func didTerminate() {
        loop.execute { onEnd.value() }
    }
}
