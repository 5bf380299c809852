// The memory that only the start needed.

internal import CLinux

/// The program and its libraries as they were before any plugin was loaded.
///
/// Relocation and start-up walk once through megabytes of code and tables that an idle daemon never looks at again.
struct StartupMemory: Sendable {
    private let images = clinux_image_count()

    /// Gives those pages back; what is needed again comes from the kernel's cache.
    func release() {
        clinux_release_startup_pages(images)
    }
}
