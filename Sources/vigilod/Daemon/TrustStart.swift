// What is said about the trust policy at the start.

import Logging
import VigiloPluginHost

extension TrustPolicy {
    /// Warns of what is switched off, and refuses to start with signers that cannot be read: no plugin could be taken in.
    func checkAtStart(_ logger: Logger) throws(Failure) {
        if !checksOwners {
            logger.warning(
                "Owners and permissions of plugin files are not checked",
                metadata: ["setting": "trust.check_owners"])
        }
        guard requiresSignature else {
            if let allowedSigners {
                logger.warning(
                    "Allowed signers without a signature being required",
                    metadata: ["setting": "trust.require_signature", "file": "\(allowedSigners)"])
            }
            return
        }
        if case .failure(let unusable) = readSigners() {
            throw Failure(
                .usage, unusable.sentences.map { "\($0)." }.joined(separator: "\n"),
                hint: "The format is that of ssh-keygen's allowed_signers (man ssh-keygen).")
        }
    }
}
