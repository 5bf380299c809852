// A folder made whole or not at all.

import FoundationEssentials
import Glibc

enum NewFolder {
    /// Makes the folder with these files in it: beside its place first, and then renamed to it.
    static func make(at path: String, with files: [SkeletonFile]) throws {
        var status = stat()
        guard lstat(path, &status) != 0 else {
            throw Failure(
                .invalid, code: "exists", "the folder \(path) is there already, and was left as it is",
                hint: "Take another name, or move it away.")
        }
        let parent = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        var template = Array("\(parent).vigilo-new.XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw failure("cannot make a folder in \(parent.isEmpty ? "." : parent)")
        }
        let draft = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        do {
            // mkdtemp makes a folder for its owner alone; a plugin's folder is as the user's other folders.
            let mask = umask(0)
            umask(mask)
            guard chmod(draft, 0o777 & ~mask) == 0 else { throw failure("cannot make \(path)") }
            for file in files { try write(file, in: draft) }
            guard rename(draft, path) == 0 else { throw failure("cannot make \(path)") }
        } catch {
            try? FileManager.default.removeItem(atPath: draft)
            throw error
        }
    }

    private static func write(_ file: SkeletonFile, in folder: String) throws {
        let path = "\(folder)/\(file.path)"
        let parent = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? folder
        do {
            try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        } catch {
            throw failure("cannot make the folder \(parent)")
        }
        try FileBytes.create(path, Array(file.text.utf8))
    }

    private static func failure(_ what: String) -> Failure {
        Failure(.usage, code: "file_unusable", "\(what): \(String(cString: strerror(errno)))")
    }
}
