// The private copies.

import Foundation
import Glibc
import Testing
import VigiloExtensionPoints

@testable import VigiloPluginHost

struct StagedLibraryTests {
    private let folder: TemporaryFolder
    private let staging: StagingDirectory
    private let content = PluginContent(Array("not really a library".utf8))

    init() throws {
        folder = try TemporaryFolder()
        staging = try StagingDirectory.prepare(at: folder.path("a/b"))
    }

    private func mode(_ path: String) throws -> Int {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int ?? -1
    }

    @Test func `the copy is named by its SHA-256 and closed to others`() throws {
        let library = try StagedLibrary.stage(content, in: staging)
        #expect(library.sha256 == "8c94411e7c8b87bd238af6ff286f5e356e89b0b393364163b58e2ca433a40fe5")
        #expect(library.path == "\(staging.path)/\(library.sha256).so")
        #expect(try TestFile.bytes(of: library.path) == content.bytes)
        #expect(try mode(library.path) == 0o500)
        #expect(try mode(staging.path) == 0o700)
        #expect(try FileManager.default.contentsOfDirectory(atPath: staging.path).count == 1)
    }

    @Test func `a staging directory open to others is closed`() throws {
        #expect(chmod(staging.path, 0o777) == 0)
        _ = try StagingDirectory.prepare(at: staging.path)
        #expect(try mode(staging.path) == 0o700)
    }

    @Test func `an intact copy is used again`() throws {
        let first = try inode(try StagedLibrary.stage(content, in: staging).path)
        #expect(try inode(try StagedLibrary.stage(content, in: staging).path) == first)
    }

    @Test(arguments: ["changed", "shorter", "writable", "link", "fifo"])
    func `a copy that is not what it should be is replaced`(_ damage: String) throws {
        let path = try StagedLibrary.stage(content, in: staging).path
        let other = folder.path("other")
        switch damage {
        case "changed", "shorter":
            unlink(path)
            try TestFile.write(damage == "changed" ? Array("not really A library".utf8) : [1], to: path)
            chmod(path, 0o500)
        case "writable": chmod(path, 0o700)
        case "link":
            try TestFile.write(content.bytes, to: other)
            chmod(other, 0o500)
            unlink(path)
            try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: other)
        default:
            unlink(path)
            mkfifo(path, 0o500)
        }
        #expect(try StagedLibrary.stage(content, in: staging).path == path)
        #expect(try TestFile.bytes(of: path) == content.bytes)
        #expect(try mode(path) == 0o500)
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType == .typeRegular)
    }

    @Test func `staging the same content from many threads leaves one whole copy`() throws {
        let (content, staging) = (content, staging)
        DispatchQueue.concurrentPerform(iterations: 64) { _ in
            let library = try? StagedLibrary.stage(content, in: staging)
            if library.flatMap({ try? TestFile.bytes(of: $0.path) }) != content.bytes {
                Issue.record("a copy was not whole")
            }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: staging.path).count == 1)
    }

    @Test func `a file system without execution is told at once`() {
        // Nearly everywhere /proc is mounted noexec; where it is not, there is nothing to see.
        var status = statvfs()
        guard statvfs("/proc", &status) == 0, status.f_flag & 8 != 0 else { return }
        #expect(
            throws: Refusal(
                .stageFailed,
                "its private copy cannot be kept in /proc: "
                    + "its file system is mounted noexec, and code cannot be loaded from there")
        ) { try StagingDirectory.checkExecutable("/proc") }
    }

    @Test func `a staging path through a file, or to one, is refused`() throws {
        try TestFile.write([], to: folder.path("file"))
        for path in [folder.path("file"), folder.path("file/x/y")] {
            #expect(
                throws: Refusal(
                    .stageFailed, "its private copy cannot be kept in \(path): a part of its path is not a directory")
            ) { try StagingDirectory.prepare(at: path) }
        }
    }

    private func inode(_ path: String) throws -> Int {
        try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int ?? -1
    }
}
