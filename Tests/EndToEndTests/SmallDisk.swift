// A disk that fills up quickly: a file system in memory, of a size that the test chooses.

import Foundation
import Glibc

struct SmallDisk {
    let folder: URL

    /// Whether this process may mount; tried once, by mounting.
    static let isAvailable: Bool = {
        let folder = NSTemporaryDirectory() + "vigilo-disk-\(UUID().uuidString.prefix(8))"
        defer { rmdir(folder) }
        guard mkdir(folder, 0o700) == 0, mount("tmpfs", folder, "tmpfs", 0, "size=64k") == 0 else { return false }
        return umount(folder) == 0
    }()

    struct NotMounted: Error { let code: Int32 }

    init(kilobytes: Int) async throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "vigilo-disk-\(UUID().uuidString.prefix(8))")
        guard mkdir(folder.path, 0o700) == 0, mount("tmpfs", folder.path, "tmpfs", 0, "size=\(kilobytes)k") == 0 else {
            throw NotMounted(code: errno)
        }
    }

    func unmount() async throws {
        guard Self.detach(folder.path) else { throw NotMounted(code: errno) }
        rmdir(folder.path)
    }

    /// Takes a mounted file system away: whatever still lies there goes with it, and a test that failed half-way leaves
    /// nothing behind.
    @discardableResult
    static func detach(_ path: String) -> Bool { umount2(path, 2 /* MNT_DETACH */) == 0 }
}
