// Prepares many plugin files at once and hands them on in their order.

import Dispatch
import FoundationEssentials
import Synchronization
import VigiloExtensionPoints

/// The preparation of a scan's files on all cores, ahead of the loading, which is done one file after the other.
final class Preparation: Sendable {
    private let files: [PluginFile]
    private let circumstances: LoadCircumstances
    private let known: KnownFiles
    private let nextFile = Atomic(0)
    private let finished: Mutex<[PreparedPlugin?]>
    /// Signalled once for each finished file.
    private let progress = DispatchSemaphore(value: 0)

    /// - Parameter known: the files that need not be read again.
    init(_ files: [PluginFile], _ circumstances: LoadCircumstances, known: KnownFiles) {
        self.files = files
        self.known = known
        self.circumstances = circumstances
        finished = Mutex(Array(repeating: nil, count: files.count))
    }

    /// Starts on a thread for each core but one, which is for the loading. A thread has one file's bytes in memory at a
    /// time.
    func start(on queue: DispatchQueue) {
        let cores = ProcessInfo.processInfo.activeProcessorCount
        for _ in 0..<min(files.count, max(1, cores - 1)) {
            queue.async { while self.prepareNext() {} }
        }
    }

    /// The prepared file. Blocks; to be asked for each file once, in their order. Instead of waiting for one, the
    /// caller lends a hand with the others.
    func prepared(_ index: Int) -> PreparedPlugin {
        while true {
            if let plugin = finished.withLock({ $0[index].take() }) { return plugin }
            if !prepareNext() { progress.wait() }
        }
    }

    /// Prepares the next file that nobody has begun; false if there is none.
    private func prepareNext() -> Bool {
        let index = nextFile.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < files.count else { return false }
        let plugin = PreparedPlugin(files[index], circumstances, known: known[files[index]])
        finished.withLock { $0[index] = plugin }
        progress.signal()
        return true
    }
}
