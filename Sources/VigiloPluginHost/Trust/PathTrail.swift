// Every folder and link that a path leads through.

import FoundationEssentials
import Glibc

/// The way along a path to what it really names: whoever can change one thing on the way decides what is found.
struct PathTrail: Sendable {
    /// A folder on the way, or a symbolic link.
    struct Step: Sendable {
        let path: String
        let status: FileStatus
    }

    /// In the order in which they are passed, the root first; a folder may come more than once.
    private(set) var steps: [Step] = []
    /// Where the path really ends, without links, `.` and `..`.
    private(set) var end = ""
    /// What stands there.
    private(set) var endStatus: FileStatus

    /// As many as the system follows itself.
    private static let mostLinks = 40

    /// Walks along the path as the system does. Blocks.
    init(_ path: String) throws(SystemError) {
        let absolute = path.hasPrefix("/") ? path : "\(FileManager.default.currentDirectoryPath)/\(path)"
        endStatus = try FileStatus(ofLink: "/")
        steps.append(Step(path: "/", status: endStatus))
        var rest = Self.parts(absolute)
        var links = 0
        while let part = rest.popLast() {
            if part == ".." {
                try leave()
                continue
            }
            let next = "\(end)/\(part)"
            let status = try FileStatus(ofLink: next)
            guard status.type == S_IFLNK else {
                try enter(next, status, isLast: rest.isEmpty)
                continue
            }
            links += 1
            guard links <= Self.mostLinks else { throw SystemError(number: ELOOP) }
            steps.append(Step(path: next, status: status))
            let target = try Self.target(of: next)
            if target.hasPrefix("/") { end = "" }
            rest += Self.parts(target)
        }
        if end.isEmpty { end = "/" }
    }

    private mutating func enter(_ path: String, _ status: FileStatus, isLast: Bool) throws(SystemError) {
        guard isLast || status.type == S_IFDIR else { throw SystemError(number: ENOTDIR) }
        end = path
        endStatus = status
        if status.type == S_IFDIR { steps.append(Step(path: path, status: status)) }
    }

    private mutating func leave() throws(SystemError) {
        end = end.lastIndex(of: "/").map { String(end[..<$0]) } ?? ""
        endStatus = try FileStatus(ofLink: end.isEmpty ? "/" : end)
    }

    /// The names along a path, the last one first.
    private static func parts(_ path: String) -> [Substring] {
        path.split(separator: "/").filter { $0 != "." }.reversed()
    }

    private static func target(of link: String) throws(SystemError) -> String {
        guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: link) else {
            throw SystemError(number: EIO)
        }
        return target
    }
}
