// Reading a plugin file, or being told why not.

import Foundation
import Glibc
import Testing
import VigiloExtensionPoints

@testable import VigiloPluginHost

struct PluginFileTests {
    private func refusal(_ path: String) -> Refusal? {
        do throws(Refusal) {
            _ = try PluginFile(path: path).contents().bytes
            return nil
        } catch {
            return error
        }
    }

    @Test func `a file is read whole`() throws {
        let folder = try TemporaryFolder()
        let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try TestFile.write(bytes, to: folder.path("a.so"))
        #expect(try PluginFile(path: folder.path("a.so")).contents().bytes == bytes)
    }

    @Test func `a file that this user may not read is refused as unreadable`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("secret.so")
        try TestFile.write([1, 2, 3], to: path)
        #expect(chmod(path, 0) == 0)
        // Root may read everything, so this thread becomes nobody for the time of the test.
        let refusal = try AsNobody.run { self.refusal(path) }
        #expect(
            refusal
                == Refusal(
                    .fileUnreadable, "it cannot be read: permission denied (this daemon runs as user \(geteuid()))"))
    }

    @Test func `a socket is no file`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("s.so")
        let socket = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        try #require(path.utf8.count < 108)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let bound = withUnsafePointer(to: address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(bound == 0)
        #expect(refusal(path) == Refusal(.fileNotRegular, "it is a socket, not a file"))
    }

    @Test func `a file that is gone is unreadable`() {
        #expect(refusal("/nowhere/x.so") == Refusal(.fileUnreadable, "it cannot be read: it does not exist"))
    }

    @Test func `a path through a file is unreadable`() {
        #expect(
            refusal("/dev/null/x.so")
                == Refusal(.fileUnreadable, "it cannot be read: a part of its path is not a directory"))
    }
}
