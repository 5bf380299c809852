// The files of an installed plugin: its library alone, or a folder with its library and what goes with it.

import FoundationEssentials
import Glibc
import VigiloPackage

/// Where the files of a plugin are: `DIR/NAME.so` and `DIR/NAME.so.sig`, or the folder `DIR/NAME/` with both and `frontend/`.
struct InstalledFiles: Sendable {
    let library: PluginFile
    /// The folder that belongs to this plugin alone, if it has one.
    private let folder: String?

    init(of library: PluginFile) {
        self.library = library
        let parts = library.path.split(separator: "/")
        let isInFolder = parts.count > 1 && parts[parts.count - 1] == parts[parts.count - 2] + ".so"
        folder = isInFolder ? String(library.path.dropLast(library.name.utf8.count + 1)) : nil
    }

    /// Where a package goes that is installed for the first time into a plugin directory.
    init(for package: PluginPackage, in directory: String) {
        let name = package.library.path
        let stem = String(name.dropLast(3))
        self.init(
            of: PluginFile(path: package.frontend.isEmpty ? "\(directory)/\(name)" : "\(directory)/\(stem)/\(name)"))
    }

    var hasFolder: Bool { folder != nil }
    private var signature: String { library.path + ".sig" }

    /// Everything that belongs to the plugin, as a package without a manifest. Blocks.
    ///
    /// - Parameter image: where the library's content is to be taken from, if not from its file.
    func package(image: String? = nil) throws(SystemError) -> PluginPackage {
        func file(_ path: String, as name: String) throws(SystemError) -> PackageFile {
            let bytes = try FileDescriptor(opening: path, O_RDONLY | O_NONBLOCK).read(upTo: .max >> 1)
            return PackageFile(path: name, bytes: bytes)
        }
        let library = try file(image ?? self.library.path, as: self.library.name)
        let signature = try? file(self.signature, as: self.library.name + ".sig")
        var frontend: [PackageFile] = []
        var licences: [PackageFile] = []
        for path in Self.paths(in: folder) {
            if path.hasPrefix("frontend/") { frontend.append(try file("\(folder ?? "")/\(path)", as: path)) }
            if path.hasPrefix("LICENSE") { licences.append(try file("\(folder ?? "")/\(path)", as: path)) }
        }
        do throws(PackageError) {
            return try PluginPackage(library: library, signature: signature, frontend: frontend, licences: licences)
        } catch {
            throw SystemError(number: EINVAL)
        }
    }

    private static func paths(in folder: String?) -> [String] {
        guard let folder else { return [] }
        return (try? FileManager.default.subpathsOfDirectory(atPath: folder))?.filter { path in
            (try? FileStatus(ofLink: "\(folder)/\(path)"))?.type == S_IFREG
        } ?? []
    }

    /// Puts a package in place, each file whole or not at all, the library last. Blocks.
    func put(_ package: PluginPackage) throws(SystemError) {
        if let folder {
            try Self.makeFolder(folder)
            try Self.removeTree("\(folder)/frontend")
            for file in package.frontend + package.licences {
                try Self.makeFolders(for: file.path, in: folder)
                try Self.write(file, to: "\(folder)/\(file.path)", mode: 0o644)
            }
        }
        if let signature = package.signature {
            try Self.write(signature, to: self.signature, mode: 0o644)
        } else {
            unlink(self.signature)
        }
        try Self.write(package.library, to: library.path, mode: 0o755)
    }

    /// Blocks.
    func delete() throws(SystemError) {
        guard unlink(library.path) == 0 || errno == ENOENT else { throw .last }
        unlink(signature)
        if let folder { try Self.removeTree(folder) }
    }

    private static func makeFolders(for path: String, in folder: String) throws(SystemError) {
        var made = folder
        for part in path.split(separator: "/").dropLast() {
            made += "/\(part)"
            try makeFolder(made)
        }
    }

    private static func makeFolder(_ path: String) throws(SystemError) {
        guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw .last }
        // Whatever the daemon's mask says: this is what an operator's mkdir would have made.
        chmod(path, 0o755)
    }

    private static func removeTree(_ path: String) throws(SystemError) {
        guard (try? FileStatus(ofLink: path)) != nil else { return }
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            throw SystemError(number: EACCES)
        }
    }

    private static func write(_ file: PackageFile, to path: String, mode: mode_t) throws(SystemError) {
        let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        // Hidden, so that nobody takes it for a plugin.
        let unfinished = "\(path[..<slash]).\(path[slash...]).installing"
        do throws(SystemError) {
            unlink(unfinished)
            let descriptor = try FileDescriptor(opening: unfinished, O_WRONLY | O_CREAT | O_EXCL, mode: mode)
            try descriptor.write(Array(file.bytes))
            guard chmod(unfinished, mode) == 0, rename(unfinished, path) == 0 else { throw .last }
        } catch {
            unlink(unfinished)
            throw error
        }
    }
}
