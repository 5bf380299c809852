// The way along a path, link by link.

import Foundation
import Glibc
import Testing

@testable import VigiloPluginHost

struct PathTrailTests {
    private func link(_ path: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
    }

    @Test func `every folder and link on the way is a step`() throws {
        let folder = try TemporaryFolder()
        let target = try folder.folder("a/b")
        try TestFile.write([], to: "\(target)/file")
        try link(folder.path("relative"), to: "a/./b/../b")
        try link(folder.path("absolute"), to: folder.path("relative"))
        let trail = try PathTrail("\(folder.path("absolute"))//file")
        #expect(trail.end == "\(target)/file")
        #expect(trail.endStatus.type == S_IFREG)
        let names = trail.steps.map { $0.path.replacing(folder.path, with: "") }
        #expect(names.suffix(5) == ["", "/relative", "/a", "/a/b", "/a/b"])
        #expect(trail.steps.first?.path == "/")
        #expect(trail.steps.contains { $0.path == folder.path("absolute") && $0.status.type == S_IFLNK })
    }

    @Test(arguments: ["/", "/..", "/../.."])
    func `the root is its own parent`(_ path: String) throws {
        let trail = try PathTrail(path)
        #expect(trail.end == "/" && trail.endStatus.type == S_IFDIR)
    }

    @Test func `circles, files in the middle and missing ends are errors`() throws {
        let folder = try TemporaryFolder()
        try link(folder.path("one"), to: "two")
        try link(folder.path("two"), to: "one")
        try TestFile.write([], to: folder.path("file"))
        for (name, number) in [("one", ELOOP), ("file/x", ENOTDIR), ("nothing", ENOENT)] {
            #expect(throws: SystemError(number: number)) { try PathTrail(folder.path(name)) }
        }
    }
}
