// Who is at the other end of a connection.

import Glibc
import NIOCore

/// The other end of a connection, as the kernel knows it.
enum Peer: Hashable, Sendable {
    /// A process of this user, at the other end of a Unix socket.
    case user(UInt32)
    case unknown

    init(at channel: (any Channel)?) async {
        guard let channel = channel as? any SocketOptionProvider,
            let credentials: Credentials = try? await channel.unsafeGetSocketOption(
                level: SocketOptionLevel(SOL_SOCKET), name: SocketOptionName(SO_PEERCRED)
            ).get()
        else {
            self = .unknown
            return
        }
        // Over TCP the kernel knows no user.
        self = credentials.userID == .max ? .unknown : .user(credentials.userID)
    }

    /// `struct ucred`, which the C library shows to C programs only: three 32-bit numbers.
    private struct Credentials: Sendable {
        var processID: Int32 = 0
        var userID: UInt32 = 0
        var groupID: UInt32 = 0
    }
}
