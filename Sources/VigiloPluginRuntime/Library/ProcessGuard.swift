// What a plugin must leave as it found it.

internal import CLinux
public import VigiloExtensionPoints

/// What belongs to the whole process, or to the thread that loads, and no plugin has any business with, as it is at one
/// moment.
///
/// To be made right before a plugin is loaded and asked right after it has registered, on the same thread. Meanwhile
/// nobody else should change how a signal is handled, the working directory, the umask, the locale or the environment:
/// the plugin would be blamed for it, and the change undone.
public struct ProcessGuard: Sendable {
    /// What is compared.
    public enum Scope: Sendable {
        /// What is stable in a process with many threads.
        case manyThreads
        /// The same without the handlers of signals, which take most of the time: a ``SignalGuard`` compares them.
        case withoutSignalHandlers
        /// Threads and open descriptors besides, in a process that has nothing else to do.
        case quiet
    }

    private let snapshot: Snapshot
    private let inventory: ProcessInventory?

    public init(_ scope: Scope = .manyThreads) {
        snapshot = Snapshot(
            scope == .withoutSignalHandlers
                ? CLINUX_GUARD_SURROUNDINGS : CLINUX_GUARD_SIGNALS | CLINUX_GUARD_SURROUNDINGS)
        inventory = scope == .quiet ? ProcessInventory() : nil
    }

    /// Compares with now, undoes what can be undone, and says what a plugin has changed.
    ///
    /// - Parameters:
    ///   - path: the file that was loaded.
    ///   - displayName: its name for people, which takes the place of the path's last part in the sentences.
    public func restore(path: String = "", displayName: String = "") -> [PluginWarning] {
        let found = snapshot.restore().map { $0.renaming(path, displayName) }
        let left = inventory?.warnings(comparedWith: .settled(after: inventory)) ?? []
        return ProcessChange.warnings(on: found) + left
    }
}

/// The native part of a guard, freed with it.
@safe
final class Snapshot: @unchecked Sendable {
    // SAFETY (of @unchecked Sendable): one guard is asked on one thread, and C never writes to what it points to.
    private let native: OpaquePointer?

    /// - Parameter parts: some of the `CLINUX_GUARD_` constants.
    init(_ parts: Int) {
        unsafe native = clinux_guard_take(Int32(parts))
    }

    deinit {
        unsafe clinux_guard_free(native)
    }

    /// nil stands for a process without memory, in which nothing can be told.
    func restore() -> [ProcessChange] {
        guard let native = unsafe native else { return [] }
        var changes: [ProcessChange] = []
        // SAFETY: the context is the array, which nobody else touches during the call; each change is copied at once.
        unsafe withUnsafeMutablePointer(to: &changes) { list in
            unsafe clinux_guard_restore(
                native,
                { change, list in
                    guard let change = unsafe change, let list = unsafe list else { return }
                    let changes = unsafe list.assumingMemoryBound(to: [ProcessChange].self)
                    if let known = unsafe ProcessChange(change.pointee) { unsafe changes.pointee.append(known) }
                }, list)
        }
        return changes
    }
}
