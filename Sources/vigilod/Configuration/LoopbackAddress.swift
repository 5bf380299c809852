// An address that only this machine can reach.

/// An address of the loopback network, and a port.
struct LoopbackAddress: Sendable, Equatable, CustomStringConvertible {
    /// `127.x.y.z` or `::1`.
    let address: String
    /// 0: any that is free.
    let port: Int

    /// Reads `127.0.0.1:8700` or `[::1]:8700`. Names are not looked up: what they lead to can change.
    init(_ text: String) throws(SettingMistake) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count > 1, let port = Int(parts[parts.count - 1]), (0...65_535).contains(port) else {
            throw SettingMistake(message: "is '\(text)', and must be an address and a port, such as 127.0.0.1:8700")
        }
        let host = parts.dropLast().joined(separator: ":")
        guard host == "[::1]" || Self.isLoopback(host) else {
            throw SettingMistake(
                message: "is '\(text)', and the API is served to this machine only: take 127.0.0.1:\(port) or "
                    + "[::1]:\(port), and put a proxy with TLS in front of it for others")
        }
        address = host == "[::1]" ? "::1" : host
        self.port = port
    }

    var description: String { address == "::1" ? "[::1]:\(port)" : "\(address):\(port)" }

    private static func isLoopback(_ host: String) -> Bool {
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        return numbers.count == 4 && numbers[0] == 127 && !numbers.contains(nil)
    }
}
