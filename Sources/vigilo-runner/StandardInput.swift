// Standard input, read before a plugin can.

#if canImport(Glibc)
    @preconcurrency import Glibc
#endif

/// The runner's standard input.
enum StandardInput {
    private static let largestBytes = 16 << 20

    /// All of it as text, or nil if it cannot be had. Afterwards standard input is empty.
    static func readToEnd() -> String? {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(STDIN_FILENO, &piece, piece.count)
            if count < 0 && errno == EINTR { continue }
            if count < 0 || bytes.count + count > largestBytes { return nil }
            if count == 0 { break }
            bytes += piece.prefix(count)
        }
        let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
        if nothing > STDIN_FILENO {
            dup2(nothing, STDIN_FILENO)
            close(nothing)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
