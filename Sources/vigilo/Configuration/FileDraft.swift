// A file that is written part by part and put in its place at once.

import Glibc

/// A file in the making, beside its place: whoever looks there sees no file, the former one, or the whole new one.
final class FileDraft {
    private let path: String
    private let draft: String
    private let mayReplace: Bool
    private let descriptor: Int32
    private var isOver = false

    /// A file that is there is kept, unless it may be replaced; that is found out before anything is written.
    init(of path: String, mayReplace: Bool) throws {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        self.path = path
        self.mayReplace = mayReplace
        draft = "\(folder).vigilo.\(getpid()).\(UInt32.random(in: 0 ... .max))"
        if !mayReplace, access(path, F_OK) == 0 { throw FileBytes.exists(path) }
        descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw FileBytes.failure("cannot write \(path)") }
    }

    func write(_ bytes: [UInt8]) throws { try FileBytes.fill(descriptor, with: bytes, path) }

    /// Puts the file in its place.
    func finish() throws {
        guard fsync(descriptor) == 0 else { throw FileBytes.failure("cannot write \(path)") }
        if mayReplace {
            guard rename(draft, path) == 0 else { throw FileBytes.failure("cannot write \(path)") }
        } else {
            // A second name, unlike a new name, is never given over another file.
            guard link(draft, path) == 0 else {
                throw errno == EEXIST ? FileBytes.exists(path) : FileBytes.failure("cannot write \(path)")
            }
        }
        discard()
    }

    /// Gives up what was written, if it is not in its place.
    func discard() {
        guard !isOver else { return }
        isOver = true
        close(descriptor)
        unlink(draft)
    }
}
