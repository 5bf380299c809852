// The regular files below a folder.

import FoundationEssentials
import Glibc

enum FileTree {
    /// The paths of all files below a folder, relative to it and sorted. Links and devices are refused: what is packed or
    /// copied is what stands in the folder itself.
    static func files(below folder: String) throws -> [String] {
        guard isFolder(folder) else {
            throw Failure(.usage, code: "file_missing", "there is no folder \(folder)")
        }
        let paths: [String]
        do {
            paths = try FileManager.default.subpathsOfDirectory(atPath: folder)
        } catch {
            throw Failure(.usage, code: "file_unusable", "\(folder) or a folder in it cannot be read")
        }
        return try paths.filter { path in
            var status = stat()
            guard lstat("\(folder)/\(path)", &status) == 0 else {
                throw Failure(.usage, code: "file_unusable", "\(folder)/\(path) cannot be read")
            }
            switch status.st_mode & S_IFMT {
            case S_IFREG: return true
            case S_IFDIR: return false
            default:
                throw Failure(
                    .usage, code: "file_unusable", "\(folder)/\(path) is a link or a device",
                    hint: "Put the file itself in its place.")
            }
        }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
