// Hosts, and daemons that cannot be reached.

import Glibc
import NIOCore
import Testing
import VigiloJSON

@testable import VigiloClient

private func reason(_ path: String) async throws -> ClientError {
    let client = Client(host: try Host(path), token: nil)
    do {
        _ = try await client.get("/", as: JSONValue.self)
        throw NotExpected()
    } catch let error as ClientError {
        return error
    }
}

private struct NotExpected: Error {}

/// A folder that goes away with what is in it.
private func withFolder(_ body: (String) async throws -> Void) async throws {
    var template = Array("/tmp/vigilo-client-test.XXXXXX".utf8CString)
    let folder = String(cString: try #require(mkdtemp(&template)))
    defer {
        unlink("\(folder)/s")
        rmdir(folder)
    }
    try await body(folder)
}

/// A bound socket at the path.
private func bind(_ path: String, listening: Bool) throws -> Int32 {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    try #require(descriptor >= 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let status = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            Glibc.bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
        }
    }
    try #require(status == 0)
    if listening { try #require(listen(descriptor, 1) == 0) }
    return descriptor
}

@Suite struct `a daemon that cannot be reached` {
    @Test func `has no socket`() async throws {
        try await withFolder { folder in
            let error = try await reason("\(folder)/s")
            #expect(error == .unreachable(.socketMissing, try Host("\(folder)/s")))
            #expect(error.sentence == "no daemon at unix://\(folder)/s: there is no such socket")
            #expect(error.hint?.contains("vigilod run") == true)
        }
    }

    @Test func `has ended and left its socket`() async throws {
        try await withFolder { folder in
            close(try bind("\(folder)/s", listening: true))
            let error = try await reason("\(folder)/s")
            let host = try Host("\(folder)/s")
            #expect(error == .unreachable(.refused, host))
        }
    }

    @Test func `is no socket at all`() async throws {
        try await withFolder { folder in
            close(creat("\(folder)/s", 0o600))
            let error = try await reason("\(folder)/s")
            let host = try Host("\(folder)/s")
            #expect(error == .unreachable(.noSocket, host))
            #expect(error.sentence == "no daemon at unix://\(folder)/s: what is there is no socket")
        }
    }

    @Test(.enabled(if: geteuid() != 0, "root may connect to every socket"))
    func `does not let this user in`() async throws {
        try await withFolder { folder in
            let descriptor = try bind("\(folder)/s", listening: true)
            defer { close(descriptor) }
            chmod("\(folder)/s", 0)
            let error = try await reason("\(folder)/s")
            let host = try Host("\(folder)/s")
            #expect(error == .unreachable(.permissionDenied, host))
        }
    }

    @Test(arguments: [
        (ENOENT, ClientError.Unreachable.socketMissing), (ENOTDIR, .socketMissing), (ECONNREFUSED, .refused),
        (EACCES, .permissionDenied), (EPERM, .permissionDenied), (EAGAIN, .busy),
    ])
    func `is told by the system's error`(_ number: Int32, _ reason: ClientError.Unreachable) throws {
        let host = try Host("/s")
        let error = ClientError(connecting: IOError(errnoCode: number, reason: "connect"), to: host)
        #expect(error == .unreachable(reason, host))
    }
}

@Suite struct `a host` {
    @Test(arguments: ["unix:///run/vigilo/vigilod.sock", "/run/vigilo/vigilod.sock"])
    func `is a socket's path, with or without the scheme`(_ text: String) throws {
        let host = try Host(text)
        #expect(host.path == "/run/vigilo/vigilod.sock")
        #expect("\(host)" == "unix:///run/vigilo/vigilod.sock")
    }

    @Test(arguments: ["", "unix://", "unix://run/s", "run/s", "http://localhost", "tcp://127.0.0.1:80", "/a\0b"])
    func `that names no socket is refused`(_ text: String) {
        #expect(throws: HostError.self) { try Host(text) }
    }

    @Test func `that is longer than the system allows is refused before connecting`() throws {
        #expect(try Host("/" + String(repeating: "a", count: 106)).path.utf8.count == 107)
        let error = #expect(throws: HostError.self) { try Host("/" + String(repeating: "a", count: 107)) }
        #expect(error?.description.contains("108 bytes") == true)
    }
}
