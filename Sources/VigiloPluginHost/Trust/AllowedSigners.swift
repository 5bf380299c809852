// Who may vouch for plugins.

import Crypto
import FoundationEssentials
import VigiloExtensionPoints

/// The signers in a file of OpenSSH's allowed_signers format, as `man ssh-keygen` describes it.
public struct AllowedSigners: Sendable {
    /// Why a file of signers is of no use: sentences, each with the path and, where there is one, the line.
    public struct Unusable: Error, Sendable, Equatable {
        public let sentences: [String]
    }

    private static let largest = 1 << 20

    let path: String
    let signers: [AllowedSigner]

    /// Reads the file; every mistake in it is told. Blocks.
    static func read(_ path: String, ownership: OwnershipRule?) throws(Unusable) -> AllowedSigners {
        let shown = Quoted(path, upTo: 4096)
        let file: SmallFile
        do throws(SmallFile.Unreadable) {
            file = try SmallFile.read(path, upTo: largest)
        } catch {
            throw Unusable(sentences: ["\(shown) cannot be read: \(error.cause)"])
        }
        if let ownership { try check(path, file, ownership) }
        return try AllowedSigners(file.bytes, path: path)
    }

    /// Whoever can write the file, or put another in its place, decides what is trusted.
    private static func check(_ path: String, _ file: SmallFile, _ ownership: OwnershipRule) throws(Unusable) {
        let shown = Quoted(path, upTo: 4096)
        let trail: PathTrail
        do throws(SystemError) {
            trail = try PathTrail(path)
        } catch {
            throw Unusable(sentences: ["the way to \(shown) cannot be checked: \(error)"])
        }
        guard trail.endStatus.isSameFile(as: file.status) else {
            throw Unusable(sentences: ["\(shown) was replaced while it was read; try again"])
        }
        do throws(Refusal) {
            try ownership.check(trail)
            try ownership.check("the file", trail.end, file.status)
        } catch {
            throw Unusable(sentences: ["\(shown) cannot be trusted: \(error.sentence)"])
        }
    }

    init(_ bytes: [UInt8], path: String) throws(Unusable) {
        self.path = path
        var signers: [AllowedSigner] = []
        var mistakes: [String] = []
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            do throws(AllowedSigner.Mistake) {
                if let signer = try AllowedSigner(line, number: index + 1) { signers.append(signer) }
            } catch {
                mistakes.append("\(Quoted(path, upTo: 4096)):\(index + 1): \(error.sentence)")
            }
        }
        guard mistakes.isEmpty else { throw Unusable(sentences: mistakes) }
        self.signers = signers
    }

    /// The principals of the line that allows the key now, or why none does.
    func signer(with key: [UInt8], now: Int64) throws(Refusal) -> String {
        var objections: [String] = []
        for signer in signers where signer.key == key {
            guard let objection = signer.objection(now: now) else { return signer.principals }
            objections.append("line \(signer.line) \(objection)")
        }
        let kind = Quoted(SSHPublicKey.kind(of: key) ?? "")
        let subject = "it is signed with the key \(Self.fingerprint(key)), which \(Quoted(path, upTo: 4096))"
        guard objections.isEmpty else {
            throw Refusal(
                .trustSignerNotAllowed, "\(subject) does not allow here and now: \(objections.joined(separator: "; "))")
        }
        throw Refusal(
            .trustSignerNotAllowed,
            "\(subject) does not list; if that signer is to be trusted, add the line: "
                + "NAME namespaces=\"\(SignatureFile.namespace)\" \(kind) \(Data(key).base64EncodedString())")
    }

    /// As `ssh-keygen -l` shows it.
    private static func fingerprint(_ key: [UInt8]) -> String {
        "SHA256:" + Data(SHA256.hash(data: key)).base64EncodedString().filter { $0 != "=" }
    }
}
