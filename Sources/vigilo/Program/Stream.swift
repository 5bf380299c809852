// A standard stream: where text goes, and whether a person reads it there.

import Glibc

/// The reader of the standard output has gone; nothing is wrong, and nothing more need be written.
struct ClosedPipe: Error {}

struct Stream: Sendable {
    /// The terminal's width; nil where this is no terminal.
    var columns: Int?
    var isTerminal: Bool { columns != nil }
    var write: @Sendable (String) throws -> Void

    init(columns: Int?, write: @escaping @Sendable (String) throws -> Void) {
        self.columns = columns
        self.write = write
    }

    init(descriptor: Int32, forcedColumns: Int? = nil) {
        self.init(columns: forcedColumns ?? Self.columns(of: descriptor)) { text in
            try Self.writeAll(text.utf8[...], to: descriptor)
        }
    }

    private static func columns(of descriptor: Int32) -> Int? {
        guard isatty(descriptor) == 1 else { return nil }
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    private static func writeAll(_ bytes: Substring.UTF8View, to descriptor: Int32) throws {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno == EPIPE {
                throw ClosedPipe()
            } else if errno != EINTR && errno != EAGAIN {
                let reason = String(cString: strerror(errno))
                throw Failure(.internalError, code: "output_failed", "the result could not be written: \(reason)")
            }
        }
    }
}
