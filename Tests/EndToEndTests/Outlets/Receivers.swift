// Receivers of the audit log: sockets that write down what arrives.

import Foundation
import Glibc
import Synchronization

/// What has arrived, for those who wait for it.
final class Arrivals<Item: Sendable>: Sendable {
    private struct State {
        var items: [Item] = []
        var waiting: [(isEnough: @Sendable ([Item]) -> Bool, continuation: CheckedContinuation<[Item], Never>)] = []
    }

    private let state = Mutex(State())

    var all: [Item] { state.withLock { $0.items } }

    func add(_ item: Item) {
        let (ready, items) = state.withLock { state in
            state.items.append(item)
            let items = state.items
            let ready = state.waiting.filter { $0.isEnough(items) }
            state.waiting.removeAll { $0.isEnough(items) }
            return (ready, items)
        }
        for waiter in ready { waiter.continuation.resume(returning: items) }
    }

    /// All items, once they are enough.
    func wait(until isEnough: @escaping @Sendable ([Item]) -> Bool) async -> [Item] {
        await withCheckedContinuation { continuation in
            let items = state.withLock { state -> [Item]? in
                if isEnough(state.items) { return state.items }
                state.waiting.append((isEnough, continuation))
                return nil
            }
            if let items { continuation.resume(returning: items) }
        }
    }
}

/// A socket that listens, and a thread of its own that reads.
final class Receiver: Sendable {
    struct NoSocket: Error { let step: String, code: Int32 }

    /// What an HTTP client sent.
    struct Post: Sendable {
        var headers: [String: String]
        var body: [UInt8]
        /// What it was answered.
        var status: Int
    }

    enum Kind: Sendable {
        case unix(String)
        case udp, tcp
        /// Answers the n-th request with the status.
        case http(@Sendable (Int) -> Int)
    }

    let lines = Arrivals<[UInt8]>()
    let posts = Arrivals<Post>()
    let port: UInt16
    private let socket: Int32
    private let kind: Kind

    init(_ kind: Kind, port wanted: UInt16 = 0) throws {
        self.kind = kind
        let isStream =
            switch kind {
            case .unix, .udp: false
            case .tcp, .http: true
            }
        let type = Int32(isStream ? SOCK_STREAM.rawValue : SOCK_DGRAM.rawValue)
        if case .unix(let path) = kind {
            socket = Glibc.socket(AF_UNIX, type, 0)
            port = 0
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8).prefix(107)) }
            unlink(path)
            let size = socklen_t(MemoryLayout<sockaddr_un>.size)
            let made = socket
            let code = withUnsafePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(made, $0, size) }
            }
            guard code == 0 else { throw NoSocket(step: "bind", code: errno) }
        } else {
            socket = Glibc.socket(AF_INET, type, 0)
            var (yes, size) = (Int32(1), Int32(4 << 20))
            setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, 4)
            setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &size, 4)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = wanted.bigEndian
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let made = socket
            let code = withUnsafeMutablePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                    let code = bind(made, pointer, length)
                    return code == 0 ? getsockname(made, pointer, &length) : code
                }
            }
            guard code == 0 else { throw NoSocket(step: "bind", code: errno) }
            port = UInt16(bigEndian: address.sin_port)
        }
        if isStream { listen(socket, 16) }
        let reading = Thread { [self] in isStream ? acceptAll() : receiveAll() }
        reading.start()
    }

    /// Takes nothing any more, and refuses connections.
    func close() {
        shutdown(socket, Int32(SHUT_RDWR))
        Glibc.close(socket)
    }

    private func receiveAll() {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = recv(socket, &buffer, buffer.count, 0)
            if count <= 0 { return }
            lines.add(Array(buffer[..<count]))
        }
    }

    private func acceptAll() {
        while true {
            let connection = accept(socket, nil, nil)
            if connection < 0 { return }
            let reading = Thread { [self] in
                var input = SocketInput(connection)
                if case .http(let status) = kind {
                    while let post = self.post(&input, status) { posts.add(post) }
                } else {
                    while let line = Self.line(&input) { lines.add(line) }
                }
                Glibc.close(connection)
            }
            reading.start()
        }
    }

    /// A line by octet counting (RFC 6587, 3.4.1).
    private static func line(_ input: inout SocketInput) -> [UInt8]? {
        var digits = ""
        while let byte = input.next() {
            if byte == UInt8(ascii: " ") { break }
            digits.unicodeScalars.append(Unicode.Scalar(byte))
        }
        guard digits.first != "0", let count = Int(digits) else { return nil }
        return input.next(count)
    }

    private func post(_ input: inout SocketInput, _ status: (Int) -> Int) -> Post? {
        var head: [UInt8] = []
        while !head.suffix(4).elementsEqual("\r\n\r\n".utf8) {
            guard let byte = input.next() else { return nil }
            head.append(byte)
        }
        var headers: [String: String] = [:]
        for line in String(decoding: head, as: UTF8.self).components(separatedBy: "\r\n").dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            headers[line[..<colon].lowercased()] = line[line.index(after: colon)...].trimmingCharacters(
                in: .whitespaces)
        }
        guard let count = headers["content-length"].flatMap({ Int($0) }), let body = input.next(count) else {
            return nil
        }
        let code = status(posts.all.count)
        let location = code / 100 == 3 ? "Location: http://127.0.0.1:\(port)/elsewhere\r\n" : ""
        input.answer("HTTP/1.1 \(code) X\r\nContent-Length: 0\r\n\(location)\r\n")
        return Post(headers: headers, body: body, status: code)
    }
}

/// A stream socket, byte by byte.
private struct SocketInput {
    private let socket: Int32
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)
    private var range = 0..<0

    init(_ socket: Int32) { self.socket = socket }

    mutating func next() -> UInt8? {
        if range.isEmpty {
            let count = recv(socket, &buffer, buffer.count, 0)
            if count <= 0 { return nil }
            range = 0..<count
        }
        defer { range = range.dropFirst() }
        return buffer[range.lowerBound]
    }

    mutating func next(_ count: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        while bytes.count < count {
            guard let byte = next() else { return nil }
            bytes.append(byte)
        }
        return bytes
    }

    func answer(_ text: String) {
        let bytes = Array(text.utf8)
        _ = send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }
}
