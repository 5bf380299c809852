// Who may own what plugins are read from, and who may write it.

import Glibc
import VigiloExtensionPoints

/// The rule for files and folders alike: they belong to root or to the daemon's user, and nobody else can write them.
struct OwnershipRule: Sendable {
    let daemonUser: uid_t

    /// Refuses what somebody else owns or can write, and says what cures it.
    ///
    /// - Parameter noun: What it is to the plugin, as in "its file".
    func check(_ noun: String, _ path: String, _ status: FileStatus) throws(Refusal) {
        guard status.owner == 0 || status.owner == daemonUser else {
            let wanted = daemonUser == 0 ? "root" : "root or this daemon's user, \(UserName(daemonUser))"
            // A link's own owner, not the owner of what it leads to.
            let command = status.type == S_IFLNK ? "chown -h" : "chown"
            throw Refusal(
                .trustOwner,
                "\(noun) \(Quoted(path, upTo: 4096)) belongs to \(UserName(status.owner)), and must belong to "
                    + "\(wanted); run: \(command) \(daemonUser) \(ShellWord(path))")
        }
        // A link has no permissions of its own.
        guard status.type != S_IFLNK, status.permissions & 0o022 != 0 else { return }
        let isOpenToAll = status.permissions & 0o002 != 0
        throw Refusal(
            isOpenToAll ? .trustWorldWritable : .trustGroupWritable,
            "\(noun) \(Quoted(path, upTo: 4096)) can be written by \(isOpenToAll ? "everyone" : "its group") "
                + "(mode \(Self.octal(status.permissions)), owner \(UserName(status.owner))); "
                + "run: chmod go-w \(ShellWord(path))")
    }

    /// Checks everything on the way of a path but its end.
    ///
    /// Others may write to a sticky folder of root's, such as /tmp: they can add to it, but neither rename nor remove
    /// what belongs to somebody else. Not so if `isClosed` says that the folder is one in which an addition counts.
    func check(_ trail: PathTrail, isClosed: (String) -> Bool = { _ in false }) throws(Refusal) {
        for step in trail.steps {
            let isLink = step.status.type == S_IFLNK
            let isShared = step.status.permissions & S_ISVTX != 0 && step.status.owner == 0
            if !isLink, isShared, !isClosed(step.path) { continue }
            try check(isLink ? "the link" : "the folder", step.path, step.status)
        }
    }

    private static func octal(_ permissions: mode_t) -> String {
        let digits = String(permissions, radix: 8)
        return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }
}
