// The directory of the private copies.

import FoundationEssentials
import Glibc
public import VigiloExtensionPoints

/// The directory in which private copies of plugins lie, closed to everyone but this daemon's user.
public struct StagingDirectory: Sendable {
    public let path: String

    /// Creates the directory if it is missing, with its parents; `stage.failed` if no plugin could be loaded from it.
    /// Blocks.
    public static func prepare(at path: String) throws(Refusal) -> StagingDirectory {
        let owner: uid_t
        do throws(SystemError) {
            try create(path)
            owner = try FileStatus(of: path).owner
            guard chmod(path, 0o700) == 0 else { throw .last }
        } catch {
            throw refusal(path, error.description)
        }
        guard owner == geteuid() else {
            throw refusal(path, "it belongs to user \(owner), and this daemon runs as user \(geteuid())")
        }
        try checkExecutable(path)
        return StagingDirectory(path: path)
    }

    /// Whether plugins can be staged here; if not, why, in a sentence. Blocks.
    static func fault(at path: String) -> String? {
        do throws(Refusal) {
            let directory = try prepare(at: path)
            // Room for a small plugin: a full disk shows only when something is written.
            let trial = Array(repeating: UInt8(0), count: 64 << 10)
            let file = "\(directory.path)/\(StagedLibrary.unfinishedPrefix)trial"
            defer { unlink(file) }
            do throws(SystemError) {
                try WholeFile.replace(file, with: trial)
            } catch {
                throw refusal(path, error.description)
            }
            return nil
        } catch {
            return "no plugin can be loaded: \(error.sentence)"
        }
    }

    private static func create(_ path: String) throws(SystemError) {
        if mkdir(path, 0o700) == 0 { return }
        let error = SystemError.last
        switch error.number {
        case EEXIST:
            guard try FileStatus(of: path).type == S_IFDIR else { throw SystemError(number: ENOTDIR) }
        case ENOENT:
            guard let parent = parent(of: path) else { throw error }
            try create(parent)
            guard mkdir(path, 0o700) == 0 else { throw .last }
        default: throw error
        }
    }

    private static func parent(of path: String) -> String? {
        let parts = path.split(separator: "/")
        guard parts.count > 1 else { return nil }
        return (path.hasPrefix("/") ? "/" : "") + parts.dropLast().joined(separator: "/")
    }

    /// On a file system mounted `noexec`, dlopen fails with a sentence that helps nobody.
    static func checkExecutable(_ path: String) throws(Refusal) {
        let noExecution: UInt = 8  // ST_NOEXEC, which Swift does not import
        var status = statvfs()
        guard statvfs(path, &status) == 0, status.f_flag & noExecution != 0 else { return }
        throw refusal(path, "its file system is mounted noexec, and code cannot be loaded from there")
    }

    static func refusal(_ path: String, _ cause: String) -> Refusal {
        Refusal(.stageFailed, "its private copy cannot be kept in \(path): \(cause)")
    }

    /// Removes unfinished copies, and copies whose names are not in `needed`. What else lies here is left alone. Blocks.
    public func removeCopies(except needed: Set<String>) {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else { return }
        for name in names where !needed.contains(name) && Self.isCopy(name) {
            // A copy that stays does no harm; one that is mapped stays mapped.
            unlink("\(path)/\(name)")
        }
    }

    /// `SHA256.so`, `SHA256.NUMBER.so`, or one that is not finished.
    private static func isCopy(_ name: String) -> Bool {
        if name.hasPrefix(StagedLibrary.unfinishedPrefix) { return true }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard let sha256 = parts.first, parts.last == "so", (2...3).contains(parts.count) else { return false }
        return sha256.utf8.count == 64 && sha256.allSatisfy(\.isHexDigit)
            && (parts.count == 2 || Int(parts[1]) != nil)
    }
}
