// What the system knows of a file.

import Glibc
import VigiloJSON

/// What the system knows of a file at one moment.
struct FileStatus {
    /// One of the S_IF... constants.
    let type: mode_t
    let permissions: mode_t
    let size: Int
    let owner: uid_t
    private let device: dev_t
    private let inode: ino_t
    private let modified: timespec
    private let changed: timespec

    init(_ status: stat) {
        type = status.st_mode & S_IFMT
        permissions = status.st_mode & 0o7777
        size = Int(status.st_size)
        owner = status.st_uid
        device = status.st_dev
        inode = status.st_ino
        modified = status.st_mtim
        changed = status.st_ctim
    }

    /// Whether both are of one file, under whatever names.
    func isSameFile(as other: FileStatus) -> Bool {
        device == other.device && inode == other.inode
    }

    /// Differs as soon as the file's content, owner or permissions do.
    var fingerprint: FileFingerprint {
        FileFingerprint(
            device: UInt64(device), inode: UInt64(inode), size: size, modified: modified.nanoseconds,
            changed: changed.nanoseconds)
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

/// By what a file is known to be the one that it was, without reading it.
struct FileFingerprint: Sendable, Hashable {
    fileprivate let device: UInt64
    fileprivate let inode: UInt64
    let size: Int
    /// In nanoseconds since 1970.
    fileprivate let modified: Int64
    /// When its owner, permissions, links or content last changed; renaming it counts too.
    fileprivate let changed: Int64

    /// Whether it has last been changed before that time, in nanoseconds since 1970.
    func isOlder(than time: Int64) -> Bool { modified < time && changed < time }

    /// Whether it is the same file with the same content, perhaps under another name.
    func isSameContent(as other: FileFingerprint) -> Bool {
        (device, inode, size, modified) == (other.device, other.inode, other.size, other.modified)
    }
}

extension FileFingerprint {
    static let numberCount = 5

    /// As they are kept; the unsigned ones as their bits.
    var numbers: [Int64] {
        [Int64(bitPattern: device), Int64(bitPattern: inode), Int64(size), modified, changed]
    }

    /// nil if they are not those of a file.
    init?(numbers: some Collection<JSONValue>) {
        let values = numbers.compactMap(\.integerValue)
        guard values.count == Self.numberCount, values[2] >= 0 else { return nil }
        self.init(
            device: UInt64(bitPattern: values[0]), inode: UInt64(bitPattern: values[1]), size: Int(values[2]),
            modified: values[3], changed: values[4])
    }
}

extension timespec {
    fileprivate var nanoseconds: Int64 { Int64(tv_sec) * 1_000_000_000 + Int64(tv_nsec) }
}
