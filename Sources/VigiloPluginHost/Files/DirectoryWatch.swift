// Watches the plugin directories: says when it is worth looking at them, and which files somebody is still writing.

@preconcurrency import Dispatch
import FoundationEssentials
import Glibc
import Synchronization

/// Watches plugin directories and the folders in them with inotify(7).
///
/// Events are only ever a reason to look: what is there is found by looking, so a lost event costs nothing but time, and a
/// full queue is a reason like any other. A directory that is not there is waited for at the nearest folder above it.
final class DirectoryWatch: Sendable {
    /// Yields whenever something may have changed; several changes before the next look are one.
    let changes: AsyncStream<Void>
    private let directories: [String]
    private let queue = DispatchQueue(label: "vigilo.plugin-watch")
    private let source: any DispatchSourceRead
    private let report: AsyncStream<Void>.Continuation
    private let state: Mutex<State>

    fileprivate struct State {
        var inotify: Inotify
        /// Files that were written to and are not closed yet.
        var unfinished: Set<String> = []
        var hasEnded = false
    }

    /// Starts to watch; an event from here on is not lost. Blocks.
    init(_ directories: [String]) throws(SystemError) {
        self.directories = directories
        let inotify = try Inotify()
        source = DispatchSource.makeReadSource(fileDescriptor: inotify.number, queue: queue)
        (changes, report) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        state = Mutex(State(inotify: inotify))
        watchFolders()
        source.setEventHandler { [weak self] in self?.read() }
        let number = inotify.number
        source.setCancelHandler { close(number) }
        source.activate()
    }

    deinit { end() }

    /// Ends the watch and its stream.
    func end() {
        let isFirst = state.withLock { state in
            defer { state.hasEnded = true }
            return !state.hasEnded
        }
        if isFirst {
            source.cancel()
            report.finish()
        }
    }

    /// Whether somebody is in the middle of writing the file: it is to be looked at when it is closed.
    func isUnfinished(_ file: PluginFile) -> Bool {
        state.withLock { $0.unfinished.contains(file.path) }
    }

    /// Takes every file for finished. For a look that somebody has asked for, who knows what is there.
    func forgetUnfinished() {
        state.withLock { $0.unfinished = [] }
    }

    private func read() {
        let (isWorthALook, isAboutFolders) = state.withLock { state in
            state.hasEnded ? (false, false) : state.take(state.inotify.read().filter(concernsPlugins))
        }
        if isAboutFolders { watchFolders() }
        if isWorthALook { report.yield() }
    }

    /// Whether it is about something in a plugin directory, or on the way to one. Hidden entries are none: that is how
    /// programs that copy files name what is not finished.
    private func concernsPlugins(_ event: Inotify.Event) -> Bool {
        guard let path = event.path else { return true }
        return directories.contains { directory in
            if directory == path || directory.hasPrefix("\(path)/") { return true }
            return path.hasPrefix("\(directory)/")
                && !Substring(path.utf8.dropFirst(directory.utf8.count)).contains("/.")
        }
    }

    /// Watches every folder that is there now.
    private func watchFolders() {
        var wanted: [String: UInt32] = [:]
        for directory in directories {
            if (try? FileStatus(of: directory))?.type == S_IFDIR {
                for folder in PluginDirectory(path: directory).folders { wanted[folder] = Inotify.content }
            }
            // Also beside one that is there: it may be moved away or replaced as a whole.
            let above = Self.nearestFolder(above: directory)
            wanted[above] = (wanted[above] ?? 0) | Inotify.entries
        }
        state.withLock { state in
            if !state.hasEnded { state.inotify.watch(wanted) }
        }
    }

    private static func nearestFolder(above path: String) -> String {
        var rest = Substring(path)
        while let slash = rest.lastIndex(of: "/"), slash != rest.startIndex {
            rest = rest[..<slash]
            if (try? FileStatus(of: String(rest)))?.type == S_IFDIR { return String(rest) }
        }
        return "/"
    }
}

extension DirectoryWatch.State {
    /// Whether a look is worth it, and whether folders came or went.
    fileprivate mutating func take(_ events: [Inotify.Event]) -> (isWorthALook: Bool, isAboutFolders: Bool) {
        var isWorthALook = false
        var isAboutFolders = false
        for event in events {
            if event.isAboutFolder || event.hasLostOthers { isAboutFolders = true }
            if event.hasLostOthers { unfinished = [] }
            guard let path = event.path else {
                isWorthALook = true
                continue
            }
            switch event.kind {
            case .written: unfinished.insert(path)
            case .created where Self.isBeingWritten(path): unfinished.insert(path)
            case .created, .whole, .gone, .other:
                unfinished.remove(path)
                isWorthALook = true
            }
        }
        return (isWorthALook, isAboutFolders)
    }

    /// A file that was just made is empty until somebody writes it; a link, hard or symbolic, is whole at once.
    private static func isBeingWritten(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && status.st_nlink == 1
    }
}
