// Which other processes read the database: the kernel lists their locks.

import Glibc

/// The processes that hold read locks in SQLite's shared memory file, by /proc/locks.
///
/// In WAL mode a reader holds a shared lock on one of the bytes 123 to 127 of the file whose name ends in `-shm` (SQLite's
/// walformat.html, "Locking Protocol"). A line of /proc/locks reads
/// `1: POSIX  ADVISORY  READ 1234 fe:00:5678 123 123`: the kind, the process, the file by device and inode, first and last byte.
enum LockHolders {
    static let readMarks = 123...127

    static func readers(of path: String) -> [WriteAheadLogStatus.Holder] {
        var status = stat()
        guard stat(path, &status) == 0, let locks = text(of: "/proc/locks") else { return [] }
        let pids = Set(locks.split(separator: "\n").compactMap { pid(in: $0, inode: String(status.st_ino)) })
        return pids.subtracting([Int(getpid())]).sorted().map { pid in
            let name = text(of: "/proc/\(pid)/comm")?.split(separator: "\n").first.map(String.init)
            return .init(name: name ?? "a process", pid: pid, seconds: nil)
        }
    }

    static func pid(in line: Substring, inode: String) -> Int? {
        let words = line.split(separator: " ")
        // A lock that somebody waits for has an arrow after its number.
        guard words.count >= 8, words[3] == "READ", words[5].split(separator: ":").last == inode[...],
            let first = Int(words[6]), readMarks.contains(first)
        else { return nil }
        return Int(words[4])
    }

    private static func text(of path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = read(descriptor, &piece, piece.count)
            guard count > 0 else { return count == 0 ? String(decoding: bytes, as: UTF8.self) : nil }
            bytes += piece[..<count]
        }
    }
}
