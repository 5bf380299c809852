// The signature beside a plugin file, and what is said about it.

import Crypto
import FoundationEssentials
import VigiloExtensionPoints

/// The file `FILE.so.sig` that `ssh-keygen -Y sign -n vigilo-plugin` writes beside FILE.so.
struct SignatureFile {
    static let namespace = "vigilo-plugin"
    /// The largest that ssh-keygen writes has some 5 kB, for an RSA key of 16384 bits.
    private static let largest = 64 << 10

    private let file: PluginFile

    init(of file: PluginFile) {
        self.file = file
    }

    private var path: String { file.path + ".sig" }
    private var shown: Quoted { Quoted(path, upTo: 4096) }
    private var cure: String { "sign it: ssh-keygen -Y sign -n \(Self.namespace) -f KEY \(ShellWord(file.path))" }

    /// `trust.unsigned` if there is none. Blocks.
    func read() throws(Refusal) -> JudgedSignature {
        let text: [UInt8]
        do throws(SmallFile.Unreadable) {
            text = try SmallFile.read(path, upTo: Self.largest).bytes
        } catch {
            guard !error.isMissing else {
                throw Refusal(.trustUnsigned, "it must be signed, and there is no \(shown); \(cure)")
            }
            throw Refusal(.trustSignatureMalformed, "its signature \(shown) cannot be read: \(error.cause)")
        }
        guard let signature = try? SSHSignature(armoured: text) else {
            throw Refusal(
                .trustSignatureMalformed, "its signature \(shown) is not one that ssh-keygen -Y sign makes; \(cure)")
        }
        return JudgedSignature(signature: signature, shown: shown.description, cure: cure)
    }
}

/// A signature that could be read, with what its judgement needs to speak of it.
struct JudgedSignature {
    let signature: SSHSignature
    fileprivate let shown: String
    fileprivate let cure: String

    /// Returns whose it is, if it is genuine and by an allowed signer. `now` is in seconds since 1970.
    func check(_ content: [UInt8], _ signers: AllowedSigners, now: Int64) throws(Refusal) -> String {
        guard signature.namespace == SignatureFile.namespace else {
            throw Refusal(
                .trustSignatureInvalid,
                "its signature \(shown) is for the namespace '\(Quoted(signature.namespace))', and must be for "
                    + "'\(SignatureFile.namespace)'; \(cure)")
        }
        guard let data = signature.signedData(for: content) else {
            throw unsupported("the hash function '\(Quoted(signature.hashName))'")
        }
        guard try isGenuine(over: data) else {
            throw Refusal(
                .trustSignatureInvalid,
                "its signature \(shown) does not fit: the file was changed after it was signed, or the signature is "
                    + "another file's; \(cure)")
        }
        return try signers.signer(with: signature.key, now: now)
    }

    private func isGenuine(over data: [UInt8]) throws(Refusal) -> Bool {
        do throws(SSHPublicKey.Problem) {
            return try SSHPublicKey(signature.key).isGenuine(signature.value, over: data)
        } catch {
            switch error {
            case .unsupported(let what): throw unsupported(what)
            case .malformed:
                throw Refusal(.trustSignatureMalformed, "its signature \(shown) holds no proper key or value; \(cure)")
            }
        }
    }

    private func unsupported(_ what: String) -> Refusal {
        Refusal(
            .trustKeyUnsupported,
            "its signature \(shown) was made with \(what); use an Ed25519, ECDSA or RSA key (2048 bits or more) with "
                + "SHA-256 or SHA-512")
    }
}
