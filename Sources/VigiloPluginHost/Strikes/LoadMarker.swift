// What is being loaded right now, written where the next run of the daemon finds it.

import Glibc

/// A file that says which plugin's code is running for the first time, for as long as it is.
///
/// It is not synced to the disk: a crash of the daemon leaves it as it is, and after a crash of the machine it does not
/// count.
final class LoadMarker: Sendable {
    struct Content: Sendable, Equatable {
        let sha256: String
        let file: String
    }

    private let number: Int32

    /// Blocks.
    init?(at path: String) {
        number = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        if number < 0 { return nil }
        clear()
    }

    deinit { close(number) }

    func set(_ content: Content) {
        let line = Array("\(Self.bootID) \(content.sha256) \(content.file)\n".utf8)
        // One write: it is there whole or not at all.
        if pwrite(number, line, line.count, 0) != line.count { clear() }
    }

    /// An empty first line; cutting the file would cost ten times as much, and this is done for each plugin.
    func clear() {
        let end: [UInt8] = [UInt8(ascii: "\n")]
        pwrite(number, end, 1, 0)
    }

    /// What the last run left behind, if it ended while this machine was up. Blocks.
    static func leftBehind(at path: String) -> Content? {
        guard let bytes = try? FileDescriptor(opening: path, O_RDONLY | O_NOFOLLOW).read(upTo: 64 << 10) else {
            return nil
        }
        let line = String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        let parts = line.split(separator: " ", maxSplits: 2)
        guard parts.count == 3, parts[0] == bootID, parts[1].utf8.count == 64 else { return nil }
        return Content(sha256: String(parts[1]), file: String(parts[2]))
    }

    static let unknownBoot = "unknown"

    /// Different after every start of the machine (proc(5)).
    static let bootID: String = {
        let path = "/proc/sys/kernel/random/boot_id"
        let bytes = try? FileDescriptor(opening: path, O_RDONLY).read(upTo: 64)
        let text = String(decoding: bytes ?? [], as: UTF8.self)
        return text.isEmpty ? unknownBoot : String(text.prefix { !$0.isWhitespace })
    }()
}
