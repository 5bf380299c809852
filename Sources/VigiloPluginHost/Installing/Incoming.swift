// Where a package is unpacked to be looked at, before any of it is put in place.

import FoundationEssentials
import Glibc
import VigiloPackage

/// A folder beside the staging directory, for one package at a time.
struct Incoming: Sendable {
    private let configuration: PluginHostConfiguration
    private let path: String

    init(_ configuration: PluginHostConfiguration) {
        self.configuration = configuration
        path = configuration.stagingDirectory + ".incoming"
    }

    /// Makes every check that comes before loading. Nothing stays but the private copy. Blocks.
    func prepare(_ package: PluginPackage, trail: CheckTrail) throws(PluginHostError) -> PreparedPlugin {
        let file = PluginFile(path: "\(path)/\(package.library.path)")
        defer { try? FileManager.default.removeItem(atPath: path) }
        do throws(SystemError) {
            // The staging directory's own parents come into being with it.
            _ = try? StagingDirectory.prepare(at: configuration.stagingDirectory)
            try? FileManager.default.removeItem(atPath: path)
            guard mkdir(path, 0o700) == 0 else { throw .last }
            try InstalledFiles(of: file).put(package)
        } catch {
            throw PluginHostError(
                .failed, code: "package_not_unpacked", "The package cannot be unpacked in \(path): \(error)")
        }
        return PreparedPlugin(file, LoadCircumstances(configuration, isInstalled: false), trail: trail)
    }

    /// A sentence as it is for whoever has the package and not this folder.
    func withoutPlace(_ sentence: String) -> String { sentence.replacing("\(path)/", with: "") }
}
