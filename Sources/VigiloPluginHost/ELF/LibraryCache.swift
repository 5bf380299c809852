// /etc/ld.so.cache: the libraries that ldconfig has found in the system's folders.

import Glibc

/// The cache of ldconfig, in the format `glibc-ld.so.cache1.1` (glibc's dl-cache.h). No bytes make reading it trap.
///
///     header     magic and version (20), number of entries (4), length of the texts (4), byte order (1), unused (19)
///     entries    flags (4), offset of the name (4), offset of the path (4), unused (4), hardware (8)
struct LibraryCache: Sendable {
    private let view: ByteView
    /// Where the header stands, from which all offsets count.
    private let start: Int
    private let entries: Range<Int>

    private static let headerSize = 48
    private static let entrySize = 24
    private static let longestText = 4096
    private static let largestBytes = 64 << 20
    private static let littleEndian: UInt8 = 2

    /// The bits of an entry's flags that say which machine it is for, and how they are on this one; nil: any.
    private static var machine: UInt32? {
        #if arch(x86_64)
            0x0300
        #elseif arch(arm64)
            0x0A00
        #else
            nil
        #endif
    }

    /// nil if there is none, or one that cannot be read. Blocks.
    init?(_ path: String) {
        guard let file = try? FileDescriptor(opening: path, O_RDONLY | O_NONBLOCK),
            let size = try? file.status().size, size <= Self.largestBytes, let bytes = try? file.read(upTo: size)
        else { return nil }
        self.init(bytes)
    }

    init?(_ bytes: [UInt8]) {
        view = ByteView(bytes)
        guard let start = Self.start(in: view), view.hasPrefix("glibc-ld.so.cache1.1", at: start),
            let count = view.u32(at: start + 20), let order = view.byte(at: start + 28),
            order & 3 == 0 || order & 3 == Self.littleEndian,
            view.holds(Int(count) * Self.entrySize, at: start + Self.headerSize)
        else { return nil }
        self.start = start
        entries = start + Self.headerSize..<start + Self.headerSize + Int(count) * Self.entrySize
    }

    /// Caches for glibc older than 2.2 have an old one in front, which ends at a multiple of 8.
    private static func start(in view: ByteView) -> Int? {
        guard view.hasPrefix("ld.so-1.7.0") else { return 0 }
        return view.u32(at: 12).map { (16 + Int($0) * 12 + 7) / 8 * 8 }
    }

    /// Every file that the cache knows under a name, for this machine.
    func paths(of library: String) -> [String] {
        let name = Array(library.utf8) + [0]
        return stride(from: entries.lowerBound, to: entries.upperBound, by: Self.entrySize).compactMap { entry in
            guard let flags = view.u32(at: entry), Self.machine.map({ flags & 0xFF00 == $0 }) ?? true,
                let key = view.u32(at: entry + 4), view.holds(name.count, at: start + Int(key)),
                view.bytes[(start + Int(key))...].starts(with: name), let value = view.u32(at: entry + 8)
            else { return nil }
            return text(at: start + Int(value))
        }
    }

    private func text(at offset: Int) -> String? {
        guard offset < view.count else { return nil }
        let rest = view.bytes[offset...].prefix(Self.longestText)
        return rest.firstIndex(of: 0).map { String(decoding: rest[..<$0], as: UTF8.self) }
    }
}
