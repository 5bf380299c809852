// The private copy of a plugin, named by what is in it.

import Glibc
public import VigiloExtensionPoints

/// The private copy of a plugin, named by its SHA-256, which is what gets loaded.
///
/// Overwriting a library that is mapped ends the process at its next call, and `dlopen` gives the old code for a path
/// that it knows. With a copy of its own for every content, the operator may do with the original as they like, and new
/// code is a new path.
public struct StagedLibrary: Sendable, Hashable {
    /// Larger files are refused.
    public static let largestAcceptedBytes = 256 << 20
    static let unfinishedPrefix = ".unfinished-"

    public let path: String
    /// In lower-case hexadecimal.
    public let sha256: String
    /// Of the copy as it is now; nil if that cannot be known.
    let fingerprint: FileFingerprint?

    private init(path: String, sha256: String, fingerprint: FileFingerprint?) {
        (self.path, self.sha256, self.fingerprint) = (path, sha256, fingerprint)
    }

    /// Takes the copy of this very content, made now or before; `stage.failed` if it cannot be made. Blocks.
    ///
    /// An earlier copy is trusted only after it was read and found equal, byte by byte. So the copy needs no `fsync`:
    /// one that a power failure has damaged is replaced at the next start.
    public static func stage(
        _ content: PluginContent, in directory: StagingDirectory
    ) throws(Refusal) -> StagedLibrary {
        let path = path(of: content.sha256, in: directory)
        if let status = status(at: path, ifItHolds: content.bytes) {
            return StagedLibrary(path: path, sha256: content.sha256, fingerprint: status.fingerprint)
        }
        do throws(SystemError) {
            try write(content.bytes, to: path, in: directory.path)
        } catch {
            throw StagingDirectory.refusal(directory.path, error.description)
        }
        let fingerprint = try? FileStatus(ofLink: path).fingerprint
        return StagedLibrary(path: path, sha256: content.sha256, fingerprint: fingerprint)
    }

    /// The copy that is known to hold this content, if nothing has changed it since. Blocks.
    static func unchanged(_ known: KnownFile, in directory: StagingDirectory) -> StagedLibrary? {
        let path = path(of: known.sha256, in: directory)
        guard let fingerprint = try? FileStatus(ofLink: path).fingerprint, fingerprint == known.copy else { return nil }
        return StagedLibrary(path: path, sha256: known.sha256, fingerprint: fingerprint)
    }

    private static func path(of sha256: String, in directory: StagingDirectory) -> String {
        "\(directory.path)/\(sha256).so"
    }

    /// The path of a further copy, made now: the loader takes it for another library. Blocks.
    func copy(numbered number: Int) throws(Refusal) -> String {
        let copyPath = "\(path.dropLast(3)).\(number).so"
        let folder = String(path.dropLast(sha256.utf8.count + 4))
        do throws(SystemError) {
            let bytes = try FileDescriptor(opening: path, O_RDONLY | O_NOFOLLOW).read(upTo: Self.largestAcceptedBytes)
            guard PluginContent(bytes).sha256 == sha256 else { throw SystemError(number: EIO) }
            try Self.write(bytes, to: copyPath, in: folder)
        } catch {
            throw StagingDirectory.refusal(folder, error.description)
        }
        return copyPath
    }

    /// What the system says of the copy, if it is there, is this user's own file that nobody else can write, and holds
    /// `bytes`.
    private static func status(at path: String, ifItHolds bytes: [UInt8]) -> FileStatus? {
        guard let file = try? FileDescriptor(opening: path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK),
            let status = try? file.status(), status.type == S_IFREG, status.owner == geteuid(),
            status.permissions & 0o222 == 0, status.size == bytes.count
        else { return nil }
        guard let copy = try? file.read(upTo: bytes.count), copy.count == bytes.count else { return nil }
        // Ten times faster than comparing the arrays, and this is done at every start for every plugin.
        return memcmp(copy, bytes, bytes.count) == 0 ? status : nil
    }

    /// Written under another name and then renamed, so that under its own name it is always whole.
    private static func write(_ bytes: [UInt8], to path: String, in directory: String) throws(SystemError) {
        let mark = String(UInt64.random(in: .min ... .max), radix: 16)
        let unfinished = "\(directory)/\(unfinishedPrefix)\(mark)"
        do throws(SystemError) {
            let file = try FileDescriptor(opening: unfinished, O_WRONLY | O_CREAT | O_EXCL, mode: 0o500)
            try file.write(bytes)
            guard rename(unfinished, path) == 0 else { throw .last }
        } catch {
            unlink(unfinished)
            throw error
        }
    }
}
