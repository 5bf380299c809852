// The trust policy, applied to one file after the other.

import VigiloExtensionPoints

/// A trust policy made ready for one scan: the signers are read, and it is known where the plugin directories really are.
struct TrustCheck: Sendable {
    private let policy: TrustPolicy
    private let place: PlaceRule
    private let signers: Result<AllowedSigners, AllowedSigners.Unusable>?

    /// Blocks.
    init(_ policy: TrustPolicy, directories: [String]) {
        self.policy = policy
        place = PlaceRule(directories: directories, ownership: OwnershipRule(daemonUser: policy.daemonUser))
        signers = policy.requiresSignature ? policy.readSigners() : nil
    }

    var hasLists: Bool { policy.allowedSHA256 != nil || !policy.deniedSHA256.isEmpty }
    var requiresSignature: Bool { policy.requiresSignature }

    /// Whether the file lies where nobody else can write. Where that rule is switched off, what it would have refused is
    /// a warning. Blocks.
    ///
    /// `status` belongs to the open file that was read.
    func checkPlace(_ file: PluginFile, _ status: FileStatus) throws(Refusal) -> [PluginWarning] {
        do throws(Refusal) {
            try place.check(file, opened: status)
            return []
        } catch {
            guard !policy.checksOwners, error.reason != .fileUnreadable else { throw error }
            return [
                PluginWarning(
                    .trustOverridden, "it would be refused if trust.check_owners were not false: \(error.sentence)")
            ]
        }
    }

    /// Whether the content is on the list of what is allowed, if there is one, and not on that of what is known to be bad.
    func checkLists(sha256: String) throws(Refusal) {
        if let cause = policy.deniedSHA256[sha256] {
            throw Refusal(.trustDenied, "it is denied by trust.denied_sha256: \(Quoted(cause, upTo: 500))")
        }
        guard let allowed = policy.allowedSHA256, !allowed.contains(sha256) else { return }
        throw Refusal(
            .trustNotAllowed,
            "its SHA-256 is none of the \(allowed.count) that are allowed; if this file is meant, "
                + "add \"\(sha256)\" to trust.allowed_sha256")
    }

    func checkSignature(_ file: PluginFile, _ content: PluginContent) throws(Refusal) -> String? {
        guard let signers else { return nil }
        let signature = try SignatureFile(of: file).read()
        switch signers {
        case .failure(let unusable):
            throw Refusal(
                .trustSignersUnusable, "its signature cannot be judged: \(unusable.sentences.joined(separator: "; "))")
        case .success(let signers):
            return try signature.check(content.bytes, signers, now: WallClock.microseconds / 1_000_000)
        }
    }
}
