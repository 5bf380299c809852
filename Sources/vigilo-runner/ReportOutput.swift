// Descriptors that a report is written to.

#if canImport(Glibc)
    @preconcurrency import Glibc
#endif

/// Standard output for the report alone: whatever else is printed goes to standard error from now on.
struct ReportOutput {
    let descriptor: Int32

    init() {
        let copy = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
        descriptor = copy < 0 ? STDOUT_FILENO : copy
        if copy >= 0 { dup2(STDERR_FILENO, STDOUT_FILENO) }
    }

    /// A descriptor that is for the report already.
    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Writes all of the text, unless nobody reads it any more.
    func write(_ text: String) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0 && errno == EINTR { continue }
            if written <= 0 { return }
            rest = rest.dropFirst(written)
        }
    }
}
