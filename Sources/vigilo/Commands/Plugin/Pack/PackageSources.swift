// The files that a package is made of.

import Glibc
import VigiloPackage

/// The shared object of a package, read, and where its other parts are.
struct PackageSources {
    private let path: String
    private let library: (bytes: [UInt8], changed: timespec)
    private let frontend: String?
    private let license: String?

    init(library path: String, frontend: String?, license: String?) throws {
        self.path = path
        self.frontend = frontend
        self.license = license
        library = try Self.content(of: path, atMost: PackageLimits.libraryBytes)
    }

    /// The package, with the plugin's own name for its library: "libx.so" of plugin x is packed as "x.so".
    func package(of plugin: ProbedPlugin, _ output: Output) throws -> PluginPackage {
        let name = plugin.name + ".so"
        do {
            return try PluginPackage(
                name: plugin.name, kind: plugin.kind, version: plugin.version, compatibleWith: plugin.compatibleWith,
                library: PackageFile(path: name, bytes: library.bytes),
                signature: try signature(name, output), frontend: try frontendFiles(),
                licences: try licenceFiles(), sha256: PackageDigest.sha256)
        } catch let error as PackageError {
            throw Failure(.invalid, code: error.code, error.description)
        }
    }

    /// The detached signature beside the library. One of an earlier build would be refused by every host that looks.
    private func signature(_ name: String, _ output: Output) throws -> PackageFile? {
        guard let file = try FileBytes.read(path + ".sig", atMost: PackageLimits.signatureBytes) else { return nil }
        if (file.changed.tv_sec, file.changed.tv_nsec) < (library.changed.tv_sec, library.changed.tv_nsec) {
            output.warn("\(path).sig is older than \(path); if that was built again since, sign it again")
        }
        return PackageFile(path: name + ".sig", bytes: file.bytes)
    }

    private func frontendFiles() throws -> [PackageFile] {
        guard let frontend else { return [] }
        return try FileTree.files(below: frontend).map { path in
            let bytes = try Self.content(of: "\(frontend)/\(path)", atMost: PackageLimits.frontendBytes).bytes
            return PackageFile(path: "frontend/\(path)", bytes: bytes)
        }
    }

    private func licenceFiles() throws -> [PackageFile] {
        guard let license else { return [] }
        return [
            PackageFile(path: "LICENSE", bytes: try Self.content(of: license, atMost: PackageLimits.licenceBytes).bytes)
        ]
    }

    private static func content(of path: String, atMost limit: Int) throws -> (bytes: [UInt8], changed: timespec) {
        guard let file = try FileBytes.read(path, atMost: limit) else {
            throw Failure(.usage, code: "file_missing", "there is no file \(path)")
        }
        return file
    }
}
