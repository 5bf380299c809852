// Signatures that do not count.

import Foundation
import Glibc
import VigiloExtensionPoints

@testable import VigiloPluginHost

extension TrustSpecimen {
    private static let cure = "sign it: ssh-keygen -Y sign -n vigilo-plugin -f KEY FILE"

    static let signatures: [TrustSpecimen] = [
        TrustSpecimen("no signature", .trustUnsigned, "it must be signed, and there is no FILE.sig; \(cure)") { host in
            try host.require("ada \(try await Signer("-t", "ed25519").publicKey)")
        },
        TrustSpecimen(
            "a signature that is none", .trustSignatureMalformed,
            "its signature FILE.sig is not one that ssh-keygen -Y sign makes; \(cure)"
        ) { host in
            try host.require("ada \(try await Signer("-t", "ed25519").publicKey)")
            try TestFile.write("-----BEGIN PGP SIGNATURE-----".utf8, to: host.file + ".sig")
        },
        TrustSpecimen(
            "a folder for a signature", .trustSignatureMalformed,
            "its signature FILE.sig cannot be read: it is a directory"
        ) { host in
            try host.require("ada \(try await Signer("-t", "ed25519").publicKey)")
            try FileManager.default.createDirectory(atPath: host.file + ".sig", withIntermediateDirectories: false)
        },
        TrustSpecimen(
            "a file changed after it was signed", .trustSignatureInvalid,
            "its signature FILE.sig does not fit: the file was changed after it was signed, or the signature is another "
                + "file's; \(cure)"
        ) { host in
            let signer = try await Signer("-t", "ed25519")
            try host.require("ada \(signer.publicKey)")
            try await signer.sign(host.file)
            try TestFile.write(host.bytes + [0], to: host.file)
        },
        TrustSpecimen(
            "a signature for something else", .trustSignatureInvalid,
            "its signature FILE.sig is for the namespace 'file', and must be for 'vigilo-plugin'; \(cure)"
        ) { host in
            let signer = try await Signer("-t", "ed25519")
            try host.require("ada \(signer.publicKey)")
            try await signer.sign(host.file, namespace: "file")
        },
        TrustSpecimen(
            "a key that is too small", .trustKeyUnsupported,
            "its signature FILE.sig was made with an RSA key of 1024 bits; use an Ed25519, ECDSA or RSA key "
                + "(2048 bits or more) with SHA-256 or SHA-512"
        ) { host in
            let signer = try await Signer("-t", "rsa", "-b", "1024")
            try host.require("ada \(signer.publicKey)")
            try await signer.sign(host.file)
        },
        TrustSpecimen(
            "a signer whose time is over", .trustSignerNotAllowed,
            "it is signed with the key FINGERPRINT, which FOLDER/allowed_signers does not allow here and now: "
                + "line 2 is for the namespaces 'git' only; line 3 was valid only before 20200101Z"
        ) { host in
            let signer = try await Signer("-t", "ed25519")
            try host.require(
                "# two lines for one key", "ada namespaces=\"git\" \(signer.publicKey)",
                "ada valid-before=\"20200101Z\" \(signer.publicKey)")
            try await signer.sign(host.file)
        },
        TrustSpecimen(
            "a signer that is not listed", .trustSignerNotAllowed,
            "it is signed with the key FINGERPRINT, which FOLDER/allowed_signers does not list; if that signer is to be "
                + "trusted, add the line: NAME namespaces=\"vigilo-plugin\" KEY"
        ) { host in
            try host.require("ada \(try await Signer("-t", "ed25519").publicKey)")
            try await Signer("-t", "ed25519").sign(host.file)
        },
        TrustSpecimen(
            "a list of signers with a mistake", .trustSignersUnusable,
            "its signature cannot be judged: FOLDER/allowed_signers:2: it has nothing where the kind of a key should be, "
                + "such as ssh-ed25519"
        ) { host in
            let signer = try await Signer("-t", "ed25519")
            try host.require("ada \(signer.publicKey)", "bob")
            try await signer.sign(host.file)
        },
        TrustSpecimen(
            "a list of signers that others can write", .trustSignersUnusable,
            "its signature cannot be judged: FOLDER/allowed_signers cannot be trusted: the file FOLDER/allowed_signers "
                + "can be written by its group (mode 0664, owner \(UserSpelling.of(geteuid()))); "
                + "run: chmod go-w FOLDER/allowed_signers"
        ) { host in
            let signer = try await Signer("-t", "ed25519")
            try host.require("ada \(signer.publicKey)")
            try await signer.sign(host.file)
            try host.setMode(0o664, of: host.folder.path("allowed_signers"))
        },
    ]
}
