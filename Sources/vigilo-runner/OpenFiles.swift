// Which of the descriptors that matter are open.

#if canImport(Glibc)
    @preconcurrency import Glibc
#endif

/// The descriptors that a plugin has no business with: the three standard ones, and the report's.
struct OpenFiles {
    private let open: [Int32]

    init(report: Int32) {
        open = [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO, report].filter(Self.isOpen)
    }

    /// Those that were open when this was made and are closed now.
    var closed: [Int32] { open.filter { !Self.isOpen($0) } }

    private static func isOpen(_ descriptor: Int32) -> Bool { fcntl(descriptor, F_GETFD) >= 0 }
}
