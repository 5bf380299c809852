// A small file of the daemon's own, replaced at once or not at all.

import Glibc

enum WholeFile {
    /// Writes the bytes under another name and renames that. Blocks.
    static func replace(_ path: String, with bytes: [UInt8], mode: mode_t = 0o600) throws(SystemError) {
        let unfinished = path + ".unfinished"
        do throws(SystemError) {
            unlink(unfinished)
            let file = try FileDescriptor(opening: unfinished, O_WRONLY | O_CREAT | O_EXCL, mode: mode)
            try file.write(bytes)
            guard rename(unfinished, path) == 0 else { throw .last }
        } catch {
            unlink(unfinished)
            throw error
        }
    }
}
