// The kernel's news of folders: inotify(7) in terms of paths.

import Glibc

/// An inotify instance and the folders that it watches. The owner closes ``number``.
struct Inotify: Sendable {
    struct Event: Sendable, Equatable {
        enum Kind: Sendable {
            /// It was written to and is open still.
            case written
            case created
            /// It was closed after writing, or moved in.
            case whole
            /// It was deleted or moved away.
            case gone
            /// Its owner or permissions changed, or it is a watched folder that went.
            case other
        }

        let kind: Kind
        /// nil: what it is about is not known.
        let path: String?
        let isAboutFolder: Bool
        /// The queue was full: there were more.
        let hasLostOthers: Bool
    }

    /// Whatever happens to the files of a folder.
    static let content = UInt32(
        IN_MODIFY | IN_CREATE | IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_ATTRIB | IN_DELETE_SELF
            | IN_MOVE_SELF)
    /// Whether something comes into a folder or leaves it.
    static let entries = UInt32(
        IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF)

    let number: Int32
    private var paths: [Int32: String] = [:]

    init() throws(SystemError) {
        number = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        guard number >= 0 else { throw .last }
    }

    /// Watches these folders and no others. One that cannot be watched is left out: it has gone, and its parent tells.
    mutating func watch(_ wanted: [String: UInt32]) {
        var watched: [Int32: String] = [:]
        for (path, events) in wanted.sorted(by: { $0.key < $1.key }) {
            // Several directories may lead to one folder; then both masks count.
            let descriptor = inotify_add_watch(number, path, events | UInt32(IN_ONLYDIR))
            if descriptor < 0 { continue }
            if watched[descriptor] != nil { _ = inotify_add_watch(number, path, events | UInt32(IN_MASK_ADD)) }
            watched[descriptor] = path
        }
        for descriptor in paths.keys where watched[descriptor] == nil { inotify_rm_watch(number, descriptor) }
        paths = watched
    }

    /// The events that are there; none if there are none. Does not block.
    func read() -> [Event] {
        var events: [Event] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = Glibc.read(number, &buffer, buffer.count)
            guard count > 0 else { return events }
            events += self.events(in: buffer[..<count])
        }
    }

    /// Each event is four 32-bit numbers (descriptor, mask, cookie, length) and a name of that length, closed by zeros.
    func events(in bytes: ArraySlice<UInt8>) -> [Event] {
        var events: [Event] = []
        var rest = bytes
        while rest.count >= 16 {
            func number(_ index: Int) -> UInt32 {
                rest.dropFirst(4 * index).prefix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
            }
            let length = Int(number(3))
            let name = rest.dropFirst(16).prefix(length).prefix { $0 != 0 }
            events += event(Int32(bitPattern: number(0)), number(1), String(decoding: name, as: UTF8.self))
            rest = rest.dropFirst(16 + length)
        }
        return events
    }

    private func event(_ descriptor: Int32, _ mask: UInt32, _ name: String) -> [Event] {
        func has(_ flag: Int) -> Bool { mask & UInt32(flag) != 0 }
        if has(Int(IN_Q_OVERFLOW)) { return [Event(kind: .other, path: nil, isAboutFolder: true, hasLostOthers: true)] }
        // The answer to the end of a watch, which is no news.
        if has(Int(IN_IGNORED)) { return [] }
        let isFolder = has(Int(IN_ISDIR)) || name.isEmpty
        let path = paths[descriptor].map { name.isEmpty ? $0 : $0.hasSuffix("/") ? $0 + name : "\($0)/\(name)" }
        let kind: Event.Kind =
            if isFolder {
                .other
            } else if has(Int(IN_MODIFY)) {
                .written
            } else if has(Int(IN_CREATE)) {
                .created
            } else if has(Int(IN_CLOSE_WRITE)) || has(Int(IN_MOVED_TO)) {
                .whole
            } else if has(Int(IN_DELETE)) || has(Int(IN_MOVED_FROM)) {
                .gone
            } else {
                .other
            }
        return [Event(kind: kind, path: path, isAboutFolder: isFolder, hasLostOthers: false)]
    }
}
