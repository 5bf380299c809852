// What the system says when a file cannot be had, in words.

import Glibc

/// An error number of the system, with the words that belong into a sentence.
struct SystemError: Error, Equatable, CustomStringConvertible {
    let number: Int32

    /// The last call's error. Read it before anything else is called.
    static var last: SystemError { SystemError(number: errno) }

    var description: String {
        switch number {
        case EACCES, EPERM: "permission denied (this daemon runs as user \(geteuid()))"
        case EDQUOT: "the disk quota is used up"
        case EEXIST: "there is something of that name already"
        case EFBIG: "the file would be too large"
        case EIO: "input/output error"
        case EISDIR: "it is a directory"
        case ELOOP: "too many symbolic links, one leading to the next"
        case EMFILE, ENFILE: "too many files are open"
        case ENAMETOOLONG: "the name is too long"
        case ENOENT: "it does not exist"
        case ENOSPC: "no space is left on the device"
        case ENOTDIR: "a part of its path is not a directory"
        case EROFS: "the file system is read-only"
        default: "system error \(number)"
        }
    }
}
