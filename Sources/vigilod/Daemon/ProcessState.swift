// What is true of the whole process.

internal import CLinux
import Glibc

/// What is true of the whole process.
enum ProcessState {
    /// To be called once, before other threads are there.
    static func prepare() {
        clinux_share_one_heap()
        // Nothing that the daemon makes is for others; what is for the group, like the socket, says so itself.
        umask(0o027)
        // A client that goes away is an error of that write, not the end of the daemon.
        signal(SIGPIPE, SIG_IGN)
        // So is a file that may not grow further: the write fails as on a full disk, and reading goes on.
        signal(SIGXFSZ, SIG_IGN)
    }

    /// Takes as many file descriptors as the system grants, since each connection needs one; the soft limit is low for
    /// the sake of programs that use select(2). Gives back how many that are.
    static func raiseDescriptorLimit() -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1024 }
        limit.rlim_cur = min(limit.rlim_max, 65_536)
        _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1024 }
        return Int(limit.rlim_cur)
    }

    /// How much memory the process occupies; nil where /proc cannot tell.
    static var residentMemoryBytes: Int? {
        guard let bytes = try? FileContents.read("/proc/self/statm", limit: 128) else { return nil }
        let words = String(decoding: bytes, as: UTF8.self).split(separator: " ")
        guard words.count > 1, let pages = Int(words[1]) else { return nil }
        return pages * sysconf(Int32(_SC_PAGESIZE))
    }
}
