// What the kernel says of folders, garbled.

import Glibc

@testable import VigiloPluginHost

/// The reader of inotify's events.
struct InotifyCampaign: Campaign {
    static let name = "inotify"

    private let inotify: Inotify

    init(_ specimens: Specimens) throws {
        var inotify = try Inotify()
        inotify.watch([specimens.folder: Inotify.content, "/": Inotify.entries])
        self.inotify = inotify
    }

    func input(_ dice: inout Dice) -> [UInt8] {
        var bytes = (0..<dice.below(5)).flatMap { _ in Self.event(&dice) }
        for _ in 0..<(dice.once(in: 2) ? 0 : dice.below(3)) {
            if dice.once(in: 2) { bytes.mutate(&dice) } else { bytes.disturb(at: dice.below(bytes.count), &dice) }
        }
        return bytes
    }

    private static func event(_ dice: inout Dice) -> [UInt8] {
        let flags: [Int] = [
            Int(IN_MODIFY), Int(IN_CREATE), Int(IN_CLOSE_WRITE), Int(IN_MOVED_TO), Int(IN_MOVED_FROM), Int(IN_DELETE),
            Int(IN_ATTRIB), Int(IN_Q_OVERFLOW), Int(IN_IGNORED), Int(IN_ISDIR) | Int(IN_CREATE), 0,
        ]
        let name = Array(dice.pick(["", "a.so", "folder", "\u{9B}.so", "sixteen_bytes.so"]).utf8)
        let length = name.isEmpty ? 0 : (name.count / 16 + 1) * 16
        var bytes = [UInt8](repeating: 0, count: 16)
        bytes.put(UInt64(dice.pick([1, 2, 3, 0xFFFF_FFFF])), 4, at: 0)
        bytes.put(UInt64(dice.pick(flags)), 4, at: 4)
        bytes.put(dice.next(), 4, at: 8)
        bytes.put(UInt64(length), 4, at: 12)
        return bytes + name + Array(repeating: 0, count: length - name.count)
    }

    /// Accepted is what says something.
    func judge(_ input: [UInt8]) throws -> Bool {
        let events = inotify.events(in: ([1] + input).dropFirst())
        try require(events.count <= input.count / 16, "\(events.count) events in \(input.count) bytes")
        for event in events {
            try require(event.path.map { $0.utf8.first == 0x2F } ?? true, "an event is about nothing")
            try require(event.path?.utf8.contains(0) != true, "a path holds a NUL")
        }
        return !events.isEmpty
    }
}
