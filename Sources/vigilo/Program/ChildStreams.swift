// The standard streams of a program that a command runs.

@preconcurrency import Glibc

/// The pipes that a child's standard streams are read from, where they are read at all.
struct ChildStreams {
    /// What the parent reads from; -1: nothing.
    private var reading: (output: Int32, errors: Int32) = (-1, -1)
    /// What the child writes to; -1: the parent's own stream.
    private var writing: (output: Int32, errors: Int32) = (-1, -1)

    /// `path` names the program in errors.
    init(_ printing: ChildProgram.Printing, of path: String) throws(Failure) {
        if printing != .shared { (reading.output, writing.output) = try Self.pipe(for: path) }
        guard printing == .kept else { return }
        do throws(Failure) {
            (reading.errors, writing.errors) = try Self.pipe(for: path)
        } catch {
            close(reading.output)
            close(writing.output)
            throw error
        }
    }

    private static func pipe(for path: String) throws(Failure) -> (reading: Int32, writing: Int32) {
        var ends: [Int32] = [-1, -1]
        guard Glibc.pipe(&ends) == 0 else { throw ChildProgram.cannotRun(path, errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    func add(to actions: inout posix_spawn_file_actions_t) {
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        if writing.output >= 0 { posix_spawn_file_actions_adddup2(&actions, writing.output, STDOUT_FILENO) }
        if writing.errors >= 0 { posix_spawn_file_actions_adddup2(&actions, writing.errors, STDERR_FILENO) }
    }

    /// As long as the parent held these, it would wait for their end for ever.
    mutating func closeChildEnds() {
        for end in [writing.output, writing.errors] where end >= 0 { close(end) }
        writing = (-1, -1)
    }

    /// Reads both streams to their ends, side by side: a child that fills one must not wait for the other. Closes them.
    mutating func readAll() -> (output: [UInt8], errors: [UInt8]) {
        var texts: [[UInt8]] = [[], []]
        var polls = [reading.output, reading.errors].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        var buffer = [UInt8](repeating: 0, count: 65536)
        while polls.contains(where: { $0.fd >= 0 }) {
            guard poll(&polls, nfds_t(polls.count), -1) >= 0 || errno == EINTR else { break }
            for index in polls.indices where polls[index].fd >= 0 && polls[index].revents != 0 {
                let count = read(polls[index].fd, &buffer, buffer.count)
                if count > 0 { texts[index] += buffer[..<count] }
                if count < 0 && (errno == EINTR || errno == EAGAIN) || count > 0 { continue }
                close(polls[index].fd)
                polls[index].fd = -1
            }
        }
        reading = (-1, -1)
        return (texts[0], texts[1])
    }
}
