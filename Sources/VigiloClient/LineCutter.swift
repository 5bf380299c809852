// From parts, as a connection brings them, to lines.

import NIOCore

/// Cuts parts at their line feeds; what has none yet waits for the next part.
struct LineCutter {
    struct TooLong: Error {}

    /// The longest line that is put together, in bytes.
    let limit: Int
    private var beginning = ByteBuffer()

    init(limit: Int) {
        self.limit = limit
    }

    /// Takes a part and returns the lines that it ends, without those that are empty.
    mutating func lines(endedBy part: ByteBuffer) throws(TooLong) -> [ByteBuffer] {
        var part = part
        var lines: [ByteBuffer] = []
        while let length = part.readableBytesView.firstIndex(of: UInt8(ascii: "\n")).map({ $0 - part.readerIndex }) {
            var end = part.readSlice(length: length) ?? ByteBuffer()
            part.moveReaderIndex(forwardBy: 1)
            beginning.writeBuffer(&end)
            if let line = try rest() { lines.append(line) }
        }
        beginning.writeBuffer(&part)
        guard beginning.readableBytes <= limit else { throw TooLong() }
        return lines
    }

    /// What stands behind the last line feed: the last line, if the answer is over; nil if there is nothing.
    mutating func rest() throws(TooLong) -> ByteBuffer? {
        guard beginning.readableBytes <= limit else { throw TooLong() }
        guard beginning.readableBytes > 0 else { return nil }
        defer { beginning = ByteBuffer() }
        return beginning
    }
}
