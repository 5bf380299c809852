// Telling the service manager how far the daemon is (sd_notify(3), without its library).

import CLinux
import Glibc
import Logging

/// Tells the service manager, if one asked to be told.
struct ServiceNotification: Sendable {
    /// `$NOTIFY_SOCKET`: a path, or an abstract name with a leading '@'; nil where nobody asked.
    let address: String?
    let logger: Logger

    func ready() { send("READY=1\nSTATUS=Serving the API.") }
    func stopping() { send("STOPPING=1\nSTATUS=Shutting down.") }

    private func send(_ state: String) {
        guard let address, !address.isEmpty else { return }
        let error = clinux_socket_send(address, state)
        if error != 0 {
            logger.warning(
                "Service manager not told",
                metadata: ["socket": "\(address)", "error": "\(SystemError(number: error))"])
        }
    }
}
