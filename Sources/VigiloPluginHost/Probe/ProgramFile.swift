// Programs on disk: where they are, and which build they are.

import FoundationEssentials
import Glibc

/// A program on disk.
struct ProgramFile {
    let path: String

    /// The program that this process runs.
    static let ofThisProcess = ProgramFile(path: "/proc/self/exe")

    /// The folder of this process's program.
    static var folderOfThisProgram: String {
        let path = (try? FileManager.default.destinationOfSymbolicLink(atPath: ofThisProcess.path)) ?? ""
        return path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }

    var isExecutable: Bool { access(path, X_OK) == 0 }

    /// Different for every build, and had without reading the file: its size and when it was written.
    var build: String {
        var status = stat()
        guard stat(path, &status) == 0 else { return "none" }
        return "\(status.st_size)-\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    }
}
