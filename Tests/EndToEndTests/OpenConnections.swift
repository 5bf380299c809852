// Clients that connect to the daemon and keep their connections.

import Glibc

/// Connections to a daemon's socket, open as long as the value lives.
final class OpenConnections {
    private var descriptors: [Int32] = []

    struct ConnectionFailed: Error { let code: Int32 }

    init(_ count: Int, to path: String) throws {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { field in field.copyBytes(from: path.utf8) }
        for _ in 0..<count {
            let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
            descriptors.append(descriptor)
            let connected = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
                }
            }
            guard connected == 0 else { throw ConnectionFailed(code: errno) }
        }
    }

    /// A connection to a port of this machine.
    init(toPort port: UInt16) throws {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        descriptors.append(descriptor)
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw ConnectionFailed(code: errno) }
    }

    deinit { for descriptor in descriptors { close(descriptor) } }

    /// Sends a text on one of them and reads until the daemon closes it.
    func exchange(_ index: Int, _ text: String) -> String {
        send(index, text)
        return receive(index)
    }

    /// Sends a text on one of them.
    func send(_ index: Int, _ text: String) {
        let request = Array(text.utf8)
        // A daemon that refuses what it is sent may answer before it has read all of it.
        _ = Glibc.send(descriptors[index], request, request.count, Int32(MSG_NOSIGNAL))
    }

    /// Reads on one of them until the daemon closes it.
    func receive(_ index: Int) -> String {
        var answer: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 65_536)
        while case let count = recv(descriptors[index], &part, part.count, 0), count > 0 {
            answer += part.prefix(count)
        }
        return String(decoding: answer, as: UTF8.self)
    }

    /// Asks for the status on one of them without a token, and waits for the start of the answer.
    func ask(_ index: Int) -> String {
        let request = Array("GET /api/v1/status HTTP/1.1\r\nHost: x\r\n\r\n".utf8)
        guard Glibc.send(descriptors[index], request, request.count, Int32(MSG_NOSIGNAL)) == request.count else {
            return ""
        }
        var answer = [UInt8](repeating: 0, count: 4096)
        let count = recv(descriptors[index], &answer, answer.count, 0)
        return String(decoding: answer.prefix(max(0, count)), as: UTF8.self)
    }
}
