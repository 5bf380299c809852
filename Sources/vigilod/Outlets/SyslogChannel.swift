// The way to a syslog receiver: datagrams, or a stream of counted lines.

import CLinux
import Dispatch
import Glibc
import Synchronization
import VigiloPlatform

/// Sends lines to a syslog receiver (RFC 5424 over RFC 6587, 3.4.1, over RFC 5426, or to a local socket).
///
/// Over TCP a batch counts as taken when the receiver's system has acknowledged all of it; syslog itself answers nothing. A
/// datagram counts as taken when it is sent.
final class SyslogChannel: OutletChannel {
    private let address: SyslogAddress
    private let line: SyslogLine
    /// Of its own, since it waits for the receiver.
    private let queue = DispatchQueue(label: "vigilod.syslog")
    private let descriptor = Mutex<Int32>(-1)

    private static let connectMilliseconds: Int32 = 2_000
    private static let sendMilliseconds: Int32 = 3_000
    /// A datagram that a receiver is sure to have room for, and a line of a stream.
    static let (mostDatagramBytes, mostStreamBytes) = (8 * 1024, 64 * 1024)
    /// So many datagrams, and a short pause: a receiver's buffer is small, and what does not fit is lost without a word.
    private static let burst = 16

    init(_ address: SyslogAddress, facility: SyslogFacility) {
        self.address = address
        let most = address.kind == Int32(CLINUX_OUTLET_TCP) ? Self.mostStreamBytes : Self.mostDatagramBytes
        line = SyslogLine(facility: facility, mostBytes: most)
    }

    func send(_ batch: DeliveryBatch) async throws {
        let lines = try batch.rows.map(line.bytes) + batch.checkpoints.map { try line.bytes(of: $0) }
        try await onQueue { [self] in
            do {
                try transmit(lines)
            } catch {
                closeNow()
                throw error
            }
        }
    }

    func close() async {
        try? await onQueue { [self] in closeNow() }
    }

    private func onQueue(_ work: @escaping @Sendable () throws -> Void) async throws {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try work() }) }
        }
    }

    private func transmit(_ lines: [[UInt8]]) throws {
        let socket = try connected()
        let kind = address.kind
        if address.kind == Int32(CLINUX_OUTLET_TCP) {
            // Octet counting: a line may hold anything, newlines too.
            let frames = lines.flatMap { Array("\($0.count) ".utf8) + $0 }
            try check(Self.send(frames, to: socket))
        } else {
            for (index, datagram) in lines.enumerated() {
                if index % Self.burst == Self.burst - 1 { usleep(1_000) }
                try check(Self.send(datagram, to: socket))
            }
        }
        try check(clinux_outlet_settle(kind, socket, Self.sendMilliseconds))
    }

    private static func send(_ bytes: [UInt8], to socket: Int32) -> Int32 {
        bytes.withUnsafeBytes { clinux_outlet_send(socket, $0.baseAddress, $0.count, sendMilliseconds) }
    }

    private func connected() throws -> Int32 {
        let open = descriptor.withLock { $0 }
        if open >= 0 { return open }
        let made = clinux_outlet_connect(
            address.kind, address.host, address.port, Self.connectMilliseconds)
        guard made >= 0 else { throw failure(-made) }
        descriptor.withLock { $0 = made }
        return made
    }

    private func closeNow() {
        let open = descriptor.withLock { exchange(&$0, with: -1) }
        if open >= 0 { Glibc.close(open) }
    }

    private func check(_ error: Int32) throws {
        if error != 0 { throw failure(error) }
    }

    private func failure(_ number: Int32) -> OutletFailure {
        OutletFailure(description: "\(address.text): \(SystemError(number: number))")
    }
}

extension SyslogAddress {
    fileprivate var kind: Int32 {
        switch self {
        case .unix: Int32(CLINUX_OUTLET_UNIX)
        case .udp: Int32(CLINUX_OUTLET_UDP)
        case .tcp: Int32(CLINUX_OUTLET_TCP)
        }
    }

    fileprivate var host: String {
        switch self {
        case .unix(let path): path
        case .udp(let host, _), .tcp(let host, _): host
        }
    }

    fileprivate var port: String {
        switch self {
        case .unix: ""
        case .udp(_, let port), .tcp(_, let port): String(port)
        }
    }
}
