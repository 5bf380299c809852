// The trust policy, applied to one file after the other.

import VigiloExtensionPoints

/// A trust policy made ready for one scan: the signers are read, and it is known where the plugin directories really are.
struct TrustCheck: Sendable {
    private let policy: TrustPolicy
    private let place: PlaceRule?
    private let signers: Result<AllowedSigners, AllowedSigners.Unusable>?

    /// Blocks.
    init(_ policy: TrustPolicy, directories: [String]) {
        self.policy = policy
        place = policy.ownershipRule.map { PlaceRule(directories: directories, ownership: $0) }
        signers = policy.requiresSignature ? policy.readSigners() : nil
    }

    /// Goes through all rules, or up to the first that refuses. Returns who signed the file, if that was asked. Blocks.
    ///
    /// `status` belongs to the open file that `content` was read from.
    func check(_ file: PluginFile, _ status: FileStatus, _ content: PluginContent) throws(Refusal) -> String? {
        try place?.check(file, opened: status)
        try checkAllowList(content)
        return try checkSignature(file, content)
    }

    func checkAllowList(_ content: PluginContent) throws(Refusal) {
        guard let allowed = policy.allowedSHA256, !allowed.contains(content.sha256) else { return }
        throw Refusal(
            .trustNotAllowed,
            "its SHA-256 is none of the \(allowed.count) that are allowed; if this file is meant, "
                + "add \"\(content.sha256)\" to trust.allowed_sha256")
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
