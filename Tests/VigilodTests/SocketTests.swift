// The socket's place, and the service manager's.

import Foundation
import Glibc
import Logging
import Testing

@testable import vigilod

/// A Unix socket bound to a path or an abstract name, as the tests need one.
private final class BoundSocket {
    let descriptor: Int32

    init(_ name: String, type: __socket_type) throws {
        descriptor = socket(AF_UNIX, Int32(type.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var bytes = Array(name.utf8)
        if name.hasPrefix("@") { bytes[0] = 0 }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let length = MemoryLayout<sa_family_t>.size + bytes.count + (name.hasPrefix("@") ? 0 : 1)
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, socklen_t(length)) }
        }
        try #require(bound == 0)
    }

    /// What has come in; nothing is waited for.
    func datagram() -> String {
        var bytes = [UInt8](repeating: 0, count: 512)
        let count = recv(descriptor, &bytes, bytes.count, Int32(MSG_DONTWAIT))
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }

    deinit { close(descriptor) }
}

struct SocketTests {
    @Test func `the folder of the socket is made, one level of it`() async throws {
        let folder = try TemporaryFolder()
        _ = try SocketFile(preparing: folder.path("run/v.sock"))
        #expect(try folder.names == ["run"])
        let deep = await failure { _ = try SocketFile(preparing: folder.path("a/b/v.sock")) }
        #expect(deep?.status == .socket)
        #expect(deep?.sentence.contains(folder.path("a/b")) == true)
    }

    @Test func `a stale socket is removed`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("v.sock")
        _ = try BoundSocket(path, type: SOCK_STREAM)
        #expect(try folder.names == ["v.sock"])
        _ = try SocketFile(preparing: path)
        #expect(try folder.names.isEmpty)
    }

    @Test func `a live socket is refused and kept, even with its queue full`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path("v.sock")
        let live = try BoundSocket(path, type: SOCK_STREAM)
        #expect(listen(live.descriptor, 0) == 0)
        for _ in 1...3 {
            let failure = await failure { _ = try SocketFile(preparing: path) }
            #expect(failure?.status == .alreadyRunning)
            #expect(failure?.sentence == "Another daemon is listening on \(path).")
        }
        #expect(try folder.names == ["v.sock"])
    }

    @Test func `what is not a socket is refused and kept`() async throws {
        let folder = try TemporaryFolder()
        try folder.write("precious", to: "file")
        symlink(folder.path("nowhere"), folder.path("link"))
        for name in ["file", "link"] {
            let failure = await failure { _ = try SocketFile(preparing: folder.path(name)) }
            #expect(failure?.status == .socket)
        }
        #expect(try folder.read("file") == "precious")
        #expect(try folder.names == ["file", "link"])
    }

    @Test func `a path of 107 bytes is taken, and one more is too long`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path(String(repeating: "x", count: 107 - folder.path.utf8.count - 1))
        _ = try SocketFile(preparing: path)
        let failure = await failure { _ = try SocketFile(preparing: path + "x") }
        #expect(failure?.status == .socket)
        #expect(failure?.sentence.hasPrefix("The socket path is 108 bytes long, and Linux takes at most 107") == true)
    }

    @Test func `at the end our dead socket goes, and somebody's live one stays`() throws {
        let folder = try TemporaryFolder()
        let file = try SocketFile(preparing: folder.path("v.sock"))
        var bound: BoundSocket? = try BoundSocket(file.path, type: SOCK_STREAM)
        listen(bound?.descriptor ?? -1, 1)
        try file.open()
        #expect(try folder.mode(of: "v.sock") == 0o660)
        file.remove()
        #expect(try folder.names == ["v.sock", "v.sock.lock"])
        bound = nil
        file.remove()
        #expect(try folder.names == ["v.sock.lock"])
    }

    @Test func `of two daemons that start together one gets the socket, before either listens`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path("v.sock")
        var first: SocketFile? = try SocketFile(preparing: path)
        let refused = await failure { _ = try SocketFile(preparing: path) }
        #expect(refused?.status == .alreadyRunning)
        #expect(refused?.sentence.contains(path) == true)
        #expect(first?.path == path)
        first = nil
        #expect(try folder.names.isEmpty)
        _ = try SocketFile(preparing: path)
    }

    @Test func `a lock file that a killed daemon left behind locks nobody out`() throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "v.sock.lock")
        _ = try SocketFile(preparing: folder.path("v.sock"))
        #expect(try folder.names.isEmpty)
    }

    @Test func `a second signal insists, unless it is the first one's echo`() {
        let signals = SignalSequence()
        let start = ContinuousClock.now
        #expect(signals.next(at: start) == .asks)
        #expect(signals.next(at: start + .milliseconds(1)) == .echoes)
        #expect(signals.next(at: start + .milliseconds(499)) == .echoes)
        #expect(signals.next(at: start + .milliseconds(500)) == .insists)
    }

    @Test(arguments: [true, false]) func `the service manager is told, by path or abstract name`(_ abstract: Bool)
        throws
    {
        let folder = try TemporaryFolder()
        let name = abstract ? "@\(folder.path)" : folder.path("notify")
        let manager = try BoundSocket(name, type: SOCK_DGRAM)
        let notification = ServiceNotification(
            address: name, logger: Logger(label: "x") { _ in SwiftLogNoOpLogHandler() })
        notification.ready()
        #expect(manager.datagram().hasPrefix("READY=1\n"))
        notification.stopping()
        #expect(manager.datagram().hasPrefix("STOPPING=1\n"))
    }
}
