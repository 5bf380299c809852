// A file whose content is set anew for every input, for parsers that read files.

import Glibc

/// A file that stays open, so that setting its content costs two calls.
final class KeptFile {
    let path: String
    private let number: Int32

    init(_ path: String) throws {
        self.path = path
        number = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        try require(number >= 0, "\(path) cannot be written")
    }

    deinit { close(number) }

    func set(_ content: [UInt8]) throws {
        // Cut last: a file that is emptied first costs the disk far more.
        let isSet = pwrite(number, content, content.count, 0) == content.count && ftruncate(number, content.count) == 0
        try require(isSet, "\(path) cannot be written")
    }
}
