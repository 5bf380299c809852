// One walk through all plugin directories.

import Dispatch
import VigiloExtensionPoints

/// One walk through all plugin directories, up to where it is known what became of each file.
struct PluginScan: Sendable {
    /// A directory that could not be read.
    struct UnreadableDirectory: Sendable {
        let path: String
        let cause: SystemError
    }

    private(set) var outcomes: [PluginOutcome] = []
    private(set) var unreadableDirectories: [UnreadableDirectory] = []

    /// Looks at every file but those that are active already. Blocks; `queue` must be concurrent and able to spare a
    /// thread for each core.
    ///
    /// Files are prepared ahead on all cores while the loader takes them one by one: opening a library is what takes
    /// the time, and the dynamic loader does one at a time.
    init(
        _ configuration: PluginHostConfiguration, except active: [PluginOutcome], loader: inout PluginLoader,
        on queue: DispatchQueue
    ) {
        // Each file once, even if a directory is named twice.
        var known = Set(active.map(\.findings.file))
        let files = listFiles(configuration.directories).filter { known.insert($0).inserted }
        guard !files.isEmpty else { return }
        let staging = Self.staging(configuration)
        let preparation = Preparation(files, staging: staging, vigiloVersion: configuration.vigiloVersion)
        preparation.start(on: queue)
        outcomes = files.indices.map { loader.load(preparation.prepared($0)) }
        if case .success(let staging) = staging {
            staging.removeCopies(except: Set((active + outcomes).compactMap(\.findings.sha256)))
        }
    }

    private static func staging(_ configuration: PluginHostConfiguration) -> Result<StagingDirectory, Refusal> {
        do throws(Refusal) {
            return .success(try StagingDirectory.prepare(at: configuration.stagingDirectory))
        } catch {
            return .failure(error)
        }
    }

    private mutating func listFiles(_ directories: [String]) -> [PluginFile] {
        var files: [PluginFile] = []
        for path in directories {
            do throws(SystemError) {
                files += try PluginDirectory(path: path).files()
            } catch {
                unreadableDirectories.append(UnreadableDirectory(path: path, cause: error))
            }
        }
        return files
    }
}
