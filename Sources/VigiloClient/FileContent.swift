// A file as it is sent: opened once, read where it is needed.

import Glibc

/// An open file. Its size is that of the moment when it was opened.
public final class FileContent: UploadContent {
    public let sizeBytes: Int
    private let path: String
    private let descriptor: Int32

    /// Opens a regular file.
    public init(_ path: String) throws(UnreadableContent) {
        // Without O_NONBLOCK a pipe without a writer would be waited for.
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw Self.failure(path, errno) }
        self.path = path
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Self.failure(path, errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw UnreadableContent("the file \(path) is no regular file") }
        sizeBytes = Int(status.st_size)
    }

    deinit { close(descriptor) }

    /// Whether there is anything at the path, readable or not.
    public static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    public func bytes(from offset: Int, count: Int) throws(UnreadableContent) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: max(0, min(count, sizeBytes - offset)))
        var filled = 0
        while filled < bytes.count {
            let wanted = bytes.count - filled
            let read = bytes.withUnsafeMutableBytes { room in
                pread(descriptor, room.baseAddress?.advanced(by: filled), wanted, off_t(offset + filled))
            }
            if read < 0 && errno == EINTR { continue }
            guard read >= 0 else { throw Self.failure(path, errno) }
            guard read > 0 else { throw UnreadableContent("the file \(path) became shorter while it was read") }
            filled += read
        }
        return bytes
    }

    private static func failure(_ path: String, _ code: Int32) -> UnreadableContent {
        UnreadableContent("cannot read \(path): \(String(cString: strerror(code)))")
    }
}
