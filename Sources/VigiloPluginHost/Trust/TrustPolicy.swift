// What a plugin file must be like before its code may run here.

import Glibc

/// What the operator demands of plugin files. The default demands that nobody but root and the daemon's user can have
/// written them.
public struct TrustPolicy: Sendable, Equatable {
    /// Whether the owners and permissions of files and folders matter, and where links lead.
    public var checksOwners = true
    /// Whether a file needs a signature, `FILE.so.sig` beside it, by a signer in the file `allowedSigners`.
    public var requiresSignature = false
    /// The path of a file in the format of OpenSSH's allowed_signers.
    public var allowedSigners: String?
    /// If not nil, only contents with one of these SHA-256 (in lower-case hexadecimal) are taken in.
    public var allowedSHA256: Set<String>?
    /// Contents that are known to be bad, by their SHA-256 (in lower-case hexadecimal), and what is wrong with each.
    public var deniedSHA256: [String: String] = [:]
    /// Who may own files besides root.
    var daemonUser: uid_t = geteuid()

    public init() {}

    /// The signers as they are written down now; every mistake in their file is told. Blocks.
    public func readSigners() -> Result<AllowedSigners, AllowedSigners.Unusable> {
        guard let allowedSigners else {
            return .failure(
                AllowedSigners.Unusable(
                    sentences: ["signatures are required, and no file of allowed signers is named"]))
        }
        do throws(AllowedSigners.Unusable) {
            return .success(try AllowedSigners.read(allowedSigners, ownership: ownershipRule))
        } catch {
            return .failure(error)
        }
    }

    /// nil if nobody asks.
    var ownershipRule: OwnershipRule? { checksOwners ? OwnershipRule(daemonUser: daemonUser) : nil }
}
