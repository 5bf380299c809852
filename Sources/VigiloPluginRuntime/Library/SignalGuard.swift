// How signals are handled, compared once for several plugins that are known to leave that alone.

internal import CLinux
public import VigiloExtensionPoints

/// How signals are handled, as it is before several plugins are loaded one after the other.
///
/// Comparing costs a system call a signal, which is more than all the rest of a ``ProcessGuard``. For plugins whose probes
/// have shown that they change none, one comparison for many is enough: a new handler tells by its address whose it is.
public struct SignalGuard: Sendable {
    private let snapshot = Snapshot(CLINUX_GUARD_SIGNALS)

    public init() {}

    /// Compares with now, undoes what can be undone, and says for each of the plugins loaded since what it has changed.
    ///
    /// - Parameter images: the file that was loaded and its name for people, of each plugin.
    /// - Returns: the warnings on each plugin, in their order. What cannot be laid to any one's door is on all of them.
    public func restore(among images: [(path: String, displayName: String)]) -> [[PluginWarning]] {
        let changes = snapshot.restore()
        guard !changes.isEmpty else { return images.map { _ in [] } }
        let owners = changes.map { change in images.firstIndex { change.names($0.path) } }
        let open = zip(changes, owners).filter { $0.1 == nil }.map(\.0)
        return images.enumerated().map { index, image in
            let own = zip(changes, owners).filter { $0.1 == index }.map { $0.0.renaming(image.path, image.displayName) }
            let shared = ProcessChange.warnings(on: open).map { warning in
                guard images.count > 1 else { return warning }
                return PluginWarning(
                    warning.code,
                    "it or another of the \(images.count) plugins loaded in a row: \(warning.sentence)")
            }
            return ProcessChange.warnings(on: own) + shared
        }
    }
}
