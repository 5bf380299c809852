// A user's name beside the number.

import FoundationEssentials
import Glibc

/// A user as a sentence names them: "alice (uid 1000)".
struct UserName: CustomStringConvertible {
    let id: uid_t

    init(_ id: uid_t) {
        self.id = id
    }

    /// Names come from /etc/passwd alone: asking a directory service could keep the daemon waiting for its network.
    var description: String {
        if id == 0 { return "root" }
        guard let text = try? String(contentsOfFile: "/etc/passwd", encoding: .utf8) else { return "uid \(id)" }
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: ":", omittingEmptySubsequences: false)
            if parts.count > 2, UInt32(parts[2]) == id { return "\(Quoted(parts[0])) (uid \(id))" }
        }
        return "uid \(id)"
    }
}
