// Where a plugin file may lie, and where links may lead.

import Glibc
import VigiloExtensionPoints

/// The rule for a plugin file's place: it really lies inside a plugin directory, and everything on the way to it, like the
/// file itself, can be changed by nobody but root and the daemon's user.
struct PlaceRule: Sendable {
    private let ownership: OwnershipRule
    /// Where the plugin directories really are. One that is not there holds no file that could be asked about.
    private let directories: [String]
    /// Most files lie in a plugin directory itself, whose way need not be walked again for each of them.
    private var ways: [Substring: Way] = [:]

    /// A plugin directory, and what is wrong with the way to it.
    private struct Way {
        let end: String
        let refusal: Refusal?
    }

    /// Blocks.
    init(directories: [String], ownership: OwnershipRule) {
        self.ownership = ownership
        let trails = directories.compactMap { path in (try? PathTrail(path)).map { (path, $0) } }
        self.directories = trails.map(\.1.end)
        for (path, trail) in trails {
            ways[Self.trimmed(path)] = Way(end: trail.end, refusal: refusal(for: trail))
        }
    }

    /// - Parameter opened: What the system says of the open file that was read, so that what is judged is what was read.
    func check(_ file: PluginFile, opened: FileStatus) throws(Refusal) {
        let folder = file.path.lastIndex(of: "/").map { file.path[..<$0] }
        if let folder, let way = ways[Self.trimmed(folder)],
            let found = try? FileStatus(ofLink: file.path), found.type == S_IFREG
        {
            try checkSame(found, opened)
            if let refusal = way.refusal { throw refusal }
            try ownership.check("the file", "\(way.end)/\(file.name)", opened)
        } else {
            try checkWholeWay(of: file, opened)
        }
    }

    private func checkWholeWay(of file: PluginFile, _ opened: FileStatus) throws(Refusal) {
        let trail: PathTrail
        do throws(SystemError) {
            trail = try PathTrail(file.path)
        } catch {
            throw Refusal(.fileUnreadable, "the way to it cannot be checked: \(error)")
        }
        try checkSame(trail.endStatus, opened)
        guard isInside(trail.end) else { throw leavesDirectory(file, trail.end) }
        try ownership.check(trail, isClosed: isClosed)
        try ownership.check("the file", trail.end, opened)
    }

    private func checkSame(_ found: FileStatus, _ opened: FileStatus) throws(Refusal) {
        guard !found.isSameFile(as: opened) else { return }
        throw Refusal(
            .fileUnreadable, "another file took its place while it was read; the next scan looks at that one")
    }

    private func refusal(for trail: PathTrail) -> Refusal? {
        do throws(Refusal) {
            try ownership.check(trail, isClosed: isClosed)
            return nil
        } catch {
            return error
        }
    }

    /// Without slashes at the end.
    private static func trimmed(_ path: some StringProtocol) -> Substring {
        var path = Substring(path)
        while path.hasSuffix("/") { path.removeLast() }
        return path
    }

    private func isInside(_ path: String) -> Bool {
        directories.contains { path.hasPrefix($0 == "/" ? "/" : "\($0)/") }
    }

    /// In a plugin directory, whatever is added is a plugin.
    private func isClosed(_ folder: String) -> Bool {
        directories.contains(folder) || isInside(folder)
    }

    private func leavesDirectory(_ file: PluginFile, _ end: String) -> Refusal {
        let target = Quoted(end, upTo: 4096)
        return Refusal(
            .trustLinkLeaves,
            "it leads out of the plugin directory, to \(target); copy the file in: "
                + "cp --remove-destination \(ShellWord(end)) \(ShellWord(file.path))")
    }
}
