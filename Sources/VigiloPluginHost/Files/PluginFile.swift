// A plugin file is opened once and read once; everything after that is about the bytes that were read.

import FoundationEssentials
import Glibc
import VigiloExtensionPoints

/// A file that was found in a plugin directory.
struct PluginFile: Sendable, Hashable {
    /// Where it was found.
    let path: String

    /// Its name without the folders.
    var name: String { path.afterLastSlash }

    /// The whole content, with what the system says of the very file that it was read from, or why it cannot be had
    /// (`file.…`). Blocks.
    ///
    /// What is inspected, hashed and copied are these bytes, so it does not matter what becomes of the file meanwhile.
    /// The file is looked at before it is opened, because opening a device can have effects, and again once it is open,
    /// because only that is certain.
    func contents(
        upTo limit: Int = StagedLibrary.largestAcceptedBytes
    ) throws(Refusal) -> (bytes: [UInt8], status: FileStatus) {
        try Self.checkRegular(try status())
        let file = try open()
        let status = try Self.orUnreadable { () throws(SystemError) in try file.status() }
        try Self.checkRegular(status)
        let size = status.size
        guard size <= limit else { throw Self.tooLarge(size, limit) }
        // One byte more than there should be: a file that grows meanwhile is noticed.
        let bytes = try Self.orUnreadable { () throws(SystemError) in try file.read(upTo: size + 1) }
        guard bytes.count == size else {
            throw Refusal(.fileUnreadable, "it changed while it was read; copy it under another name and rename it")
        }
        return (bytes, status)
    }

    private func status() throws(Refusal) -> FileStatus {
        do throws(SystemError) {
            return try FileStatus(of: path)
        } catch {
            throw danglingLink(error) ?? Self.unreadable(error)
        }
    }

    private func open() throws(Refusal) -> FileDescriptor {
        do throws(SystemError) {
            // Non-blocking: should it have become a FIFO in between, nothing waits for its other end.
            return try FileDescriptor(opening: path, O_RDONLY | O_NONBLOCK | O_NOCTTY)
        } catch {
            throw Self.unreadable(error)
        }
    }

    private func danglingLink(_ error: SystemError) -> Refusal? {
        guard error.number == ENOENT, let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path)
        else {
            return nil
        }
        return Refusal(.fileDanglingLink, "it is a symbolic link to '\(Quoted(target))', which does not exist")
    }
}

extension PluginFile {
    private static func orUnreadable<T>(_ body: () throws(SystemError) -> T) throws(Refusal) -> T {
        do throws(SystemError) {
            return try body()
        } catch {
            throw unreadable(error)
        }
    }

    private static func unreadable(_ error: SystemError) -> Refusal {
        Refusal(.fileUnreadable, "it cannot be read: \(error)")
    }

    private static func tooLarge(_ size: Int, _ limit: Int) -> Refusal {
        Refusal(
            .fileTooLarge, "it is \(size) bytes long, and at most \(limit) (\(limit >> 20) MiB) are accepted")
    }

    private static func checkRegular(_ status: FileStatus) throws(Refusal) {
        let noun =
            switch status.type {
            case S_IFREG: String?.none
            case S_IFDIR: "a directory"
            case S_IFIFO: "a FIFO (a named pipe)"
            case S_IFSOCK: "a socket"
            case S_IFCHR, S_IFBLK: "a device"
            default: "something else"
            }
        if let noun { throw Refusal(.fileNotRegular, "it is \(noun), not a file") }
    }
}

extension String {
    /// A path's last part. Looked for from the end, byte by byte: this is asked several times for each of a thousand files.
    var afterLastSlash: String {
        guard let slash = utf8.lastIndex(of: UInt8(ascii: "/")) else { return self }
        return String(self[utf8.index(after: slash)...])
    }
}
