// A path that another program understands wherever it works.

import Glibc

enum AbsolutePath {
    /// The path from the root. It is not looked whether there is anything; links and dots stay as they are.
    static func of(_ path: String) throws -> String {
        guard !path.hasPrefix("/") else { return path }
        guard let here = getcwd(nil, 0) else {
            throw Failure(
                .usage, code: "folder_missing",
                "the folder that you are in is gone: \(String(cString: strerror(errno)))")
        }
        defer { free(here) }
        let plain = path.hasPrefix("./") ? String(path.dropFirst(2)) : path
        return String(cString: here) + "/" + plain
    }
}
