// What the system knows of a file.

import Glibc

/// What the system knows of a file at one moment.
struct FileStatus {
    /// One of the S_IF... constants.
    let type: mode_t
    let permissions: mode_t
    let size: Int
    let owner: uid_t
    private let device: dev_t
    private let inode: ino_t

    init(_ status: stat) {
        type = status.st_mode & S_IFMT
        permissions = status.st_mode & 0o7777
        size = Int(status.st_size)
        owner = status.st_uid
        device = status.st_dev
        inode = status.st_ino
    }

    /// Whether both are of one file, under whatever names.
    func isSameFile(as other: FileStatus) -> Bool {
        device == other.device && inode == other.inode
    }

    /// What stands at `path`, symbolic links followed.
    init(of path: String) throws(SystemError) {
        var status = stat()
        guard stat(path, &status) == 0 else { throw .last }
        self.init(status)
    }

    /// What stands at `path`, a symbolic link being a thing of its own.
    init(ofLink path: String) throws(SystemError) {
        var status = stat()
        guard lstat(path, &status) == 0 else { throw .last }
        self.init(status)
    }
}
