// What the host does as long as the daemon runs: it watches the directories, and retires what has been replaced.

import Logging
import VigiloPluginRuntime

extension PluginHost {
    /// How long the calls of a plugin that is out of service may take until their callers are freed.
    private static let retirementLimit: Duration = .seconds(600)

    /// Looks at everything, then at whatever changes, until the task is cancelled.
    ///
    /// - Parameter onStart: called when the first look has come to its end.
    public func run(onStart: @Sendable () async -> Void = {}) async {
        await startWatching()
        await scan()
        await onStart()
        noteStart()
        let changes = watch?.changes
        await withDiscardingTaskGroup { group in
            group.addTask {
                guard let changes else { return }
                for await _ in changes { await self.lookAtChanges() }
            }
            for await library in retirements {
                group.addTask { await self.finishRetirement(of: library) }
            }
            group.cancelAll()
        }
        watch?.end()
    }

    private func startWatching() async {
        guard configuration.watchesDirectories else { return }
        let watch = await blocking { [configuration] () -> Result<DirectoryWatch, SystemError> in
            do throws(SystemError) {
                return .success(try DirectoryWatch(configuration.directories))
            } catch {
                return .failure(error)
            }
        }
        switch watch {
        case .success(let watch): self.watch = watch
        case .failure(let error):
            logger.warning(
                "Plugin directories not watched",
                metadata: ["sentence": "\(error); changes are found by 'vigilo plugin rescan' only"])
        }
    }

    private func lookAtChanges() async {
        await exclusively { _ = await look(.changes) }
    }

    private func finishRetirement(of library: LoadedPlugin) async {
        await library.retire(within: Self.retirementLimit)
        loader.forget(library)
    }
}
