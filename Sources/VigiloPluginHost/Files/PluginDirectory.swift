// Which files of a plugin directory are meant to be plugins.

import FoundationEssentials
import Glibc

/// A directory in which plugins lie: `NAME.so`, or a folder `NAME/` with `NAME/NAME.so` in it.
struct PluginDirectory: Sendable {
    let path: String

    /// The files that are meant to be plugins, whatever they turn out to be, in the order of their names' bytes. Hidden
    /// entries are left alone: that is how programs that copy files name what is not finished. Blocks.
    func files() throws(SystemError) -> [PluginFile] {
        // For its error number, which listing does not tell.
        _ = try FileDescriptor(opening: path, O_RDONLY | O_DIRECTORY)
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            throw SystemError(number: EIO)
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.compactMap(file(named:))
    }

    /// The folders whose content matters: the directory itself, and those in it that are or may become plugins. Blocks.
    var folders: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        let inside = names.filter { !$0.hasPrefix(".") && !$0.contains(".so") }.map(entry(named:))
        return [path] + inside.filter { (try? FileStatus(ofLink: $0))?.type == S_IFDIR }
    }

    private func entry(named name: String) -> String { path.hasSuffix("/") ? path + name : "\(path)/\(name)" }

    private func file(named name: String) -> PluginFile? {
        if name.hasPrefix(".") { return nil }
        let entry = entry(named: name)
        if name.hasSuffix(".so") { return PluginFile(path: entry) }
        let inside = "\(entry)/\(name).so"
        // A dangling link inside a folder is a plugin too, one that will be refused.
        return (try? FileStatus(ofLink: inside)) == nil ? nil : PluginFile(path: inside)
    }
}
