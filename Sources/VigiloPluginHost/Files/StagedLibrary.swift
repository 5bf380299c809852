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

    /// Takes the copy of this very content, made now or before; `stage.failed` if it cannot be made. Blocks.
    ///
    /// An earlier copy is trusted only after it was read and found equal, byte by byte. So the copy needs no `fsync`:
    /// one that a power failure has damaged is replaced at the next start.
    public static func stage(
        _ content: PluginContent, in directory: StagingDirectory
    ) throws(Refusal) -> StagedLibrary {
        let library = StagedLibrary(path: "\(directory.path)/\(content.sha256).so", sha256: content.sha256)
        if library.holds(content.bytes) { return library }
        do throws(SystemError) {
            try write(content.bytes, to: library.path, in: directory.path)
        } catch {
            throw StagingDirectory.refusal(directory.path, error.description)
        }
        return library
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

    /// Whether the copy is there, is this user's own file that nobody else can write, and holds `bytes`.
    private func holds(_ bytes: [UInt8]) -> Bool {
        guard let file = try? FileDescriptor(opening: path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK),
            let status = try? file.status(), status.type == S_IFREG, status.owner == geteuid(),
            status.permissions & 0o222 == 0, status.size == bytes.count
        else { return false }
        guard let copy = try? file.read(upTo: bytes.count), copy.count == bytes.count else { return false }
        // Ten times faster than comparing the arrays, and this is done at every start for every plugin.
        return memcmp(copy, bytes, bytes.count) == 0
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
