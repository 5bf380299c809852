// The database's file, before SQLite sees it.

import Glibc

/// The file that holds a database.
enum DatabaseFile {
    /// Creates the file if it is not there, readable by its owner alone, and refuses what cannot be a database file.
    ///
    /// SQLite gives the files beside it (`-wal`, `-shm`) the mode of the database file. An existing file is not even
    /// opened here: closing any descriptor of it would drop the locks that this process holds through others.
    static func prepare(at path: String) throws(StoreError) {
        let descriptor = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
        if descriptor >= 0 {
            close(descriptor)
            return
        }
        let reason = errno
        guard reason == EEXIST else { throw cannotCreate(path, errno: reason) }
        try check(path)
    }

    private static func check(_ path: String) throws(StoreError) {
        var status = stat()
        guard stat(path, &status) == 0 else { throw cannotCreate(path, errno: errno) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw StoreError(.cannotOpen, "\(path) is a directory, and the database must be a file.")
        default: throw StoreError(.cannotOpen, "\(path) is not a regular file, and the database must be one.")
        }
        // SQLite would quietly open the file for reading and fail at the first write.
        guard access(path, R_OK) == 0 else {
            throw StoreError(
                .cannotOpen, "\(path) cannot be read by this user; the database belongs to the daemon's user.")
        }
        guard access(path, W_OK) == 0 else {
            throw StoreError(
                .readOnly, "\(path) can only be read; make it and its folder writable for the daemon's user.")
        }
    }

    private static func cannotCreate(_ path: String, errno reason: Int32) -> StoreError {
        let cause = String(cString: strerror(reason))
        return switch reason {
        case ENOENT:
            StoreError(
                .cannotOpen, "The database \(path) cannot be created: its folder does not exist; create it first.",
                cause: cause)
        case ENOSPC, EDQUOT:
            StoreError(
                .full, "The database \(path) cannot be created: the disk is full; free some space.", cause: cause)
        case EROFS:
            StoreError(
                .readOnly, "The database \(path) cannot be created: the file system can only be read.", cause: cause)
        default:
            StoreError(
                .cannotOpen, "The database \(path) cannot be created: \(cause); check the path and its folder.",
                cause: cause)
        }
    }
}
