// The versions of plugins that were replaced or removed by a command, kept for a rollback.

import FoundationEssentials
import Glibc

/// A version that was in service before and can be brought back.
public struct FormerVersion: Sendable, Hashable {
    public var version: String?
    /// In lower-case hexadecimal.
    public var sha256: String
    /// When it was put aside, in microseconds since 1970 (UTC).
    public var sinceMicroseconds: Int64
}

/// The folder of former versions: one package a plugin, under a name that tells what it is, so that nothing has to be read
/// to list them.
struct FormerVersions: Sendable {
    private let directory: String?
    private var fileNames: [String: String] = [:]

    private static let suffix = ".vigilo-plugin"

    /// nil: nothing is kept. Blocks.
    init(at directory: String?) {
        self.directory = directory
        guard let directory, let names = try? FileManager.default.contentsOfDirectory(atPath: directory) else { return }
        for name in names {
            if let plugin = Self.parts(of: name)?.plugin { fileNames[plugin] = name }
        }
    }

    subscript(plugin: String) -> FormerVersion? { fileNames[plugin].flatMap { Self.parts(of: $0)?.former } }

    /// Keeps a package as the plugin's former version instead of the one that was kept before. Blocks.
    mutating func keep(_ archive: [UInt8], of plugin: String, version: String?, sha256: String) throws(SystemError) {
        guard let directory else { return }
        if mkdir(directory, 0o700) != 0, errno != EEXIST { throw .last }
        let name = "\(plugin)@\(version ?? "")@\(sha256)@\(WallClock.microseconds)\(Self.suffix)"
        try WholeFile.replace("\(directory)/\(name)", with: archive)
        forget(plugin)
        fileNames[plugin] = name
    }

    /// The package of the former version; nil if there is none. Blocks.
    func archive(of plugin: String) throws(SystemError) -> [UInt8]? {
        guard let directory, let name = fileNames[plugin] else { return nil }
        return try FileDescriptor(opening: "\(directory)/\(name)", O_RDONLY | O_NOFOLLOW).read(upTo: .max >> 1)
    }

    /// Blocks.
    mutating func forget(_ plugin: String) {
        guard let directory, let name = fileNames.removeValue(forKey: plugin) else { return }
        unlink("\(directory)/\(name)")
    }

    /// From `NAME@VERSION@SHA256@MICROSECONDS.vigilo-plugin`; no part of it can hold an @.
    private static func parts(of fileName: String) -> (plugin: String, former: FormerVersion)? {
        guard fileName.hasSuffix(suffix) else { return nil }
        let parts = fileName.dropLast(suffix.count).split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 4, parts[2].utf8.count == 64, let since = Int64(parts[3]) else { return nil }
        let version = parts[1].isEmpty ? nil : String(parts[1])
        return (
            String(parts[0]), FormerVersion(version: version, sha256: String(parts[2]), sinceMicroseconds: since)
        )
    }
}
