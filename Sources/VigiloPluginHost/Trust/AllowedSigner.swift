// One line of a file of allowed signers: who, for what, when, with which key.

/// One signer: a line `PRINCIPALS [OPTIONS] KIND KEY [COMMENT]`.
struct AllowedSigner: Sendable, Equatable {
    let line: Int
    /// Who signs; shown, and otherwise of no consequence.
    let principals: String
    private let options: SignerOptions
    /// As SSH writes it on the wire.
    let key: [UInt8]

    /// What is wrong with a line.
    struct Mistake: Error, Equatable {
        let sentence: String
    }

    /// nil for an empty line and for a comment.
    init?(_ line: ArraySlice<UInt8>, number: Int) throws(Mistake) {
        guard let text = String(validating: line, as: UTF8.self) else { throw Mistake(sentence: "it is not UTF-8") }
        var words = SignerWords(text)
        guard let first = try words.next(), first.unicodeScalars.first != "#" else { return nil }
        self.line = number
        principals = SignerOptions.unquoted(first) ?? first
        guard !principals.isEmpty else { throw Mistake(sentence: "it names no principal before the key") }
        var kind = try words.next()
        var options = SignerOptions()
        if let word = kind, !Self.isKind(word) {
            options = try SignerOptions(word)
            kind = try words.next()
        }
        self.options = options
        guard let kind, Self.isKind(kind) else {
            let found = kind.map { "'\(Quoted($0))'" } ?? "nothing"
            throw Mistake(sentence: "it has \(found) where the kind of a key should be, such as ssh-ed25519")
        }
        key = try Self.key(kind, try words.next())
    }

    private static func isKind(_ word: String) -> Bool {
        ["ssh-", "ecdsa-", "sk-", "webauthn-"].contains { word.hasPrefix($0) }
    }

    private static func key(_ kind: String, _ text: String?) throws(Mistake) -> [UInt8] {
        guard let text else { throw Mistake(sentence: "the key is missing after '\(Quoted(kind))'") }
        guard let key = SSHArmour.base64(Array(text.utf8)) else {
            throw Mistake(sentence: "the key after '\(Quoted(kind))' is not base64")
        }
        guard let written = SSHPublicKey.kind(of: key) else { throw broken(kind) }
        guard written == kind else {
            throw Mistake(sentence: "it says that the key is '\(Quoted(kind))', and the key says '\(Quoted(written))'")
        }
        do throws(SSHPublicKey.Problem) {
            _ = try SSHPublicKey(key)
        } catch {
            // A key that cannot vouch for plugins may stand here for other uses.
            if case .malformed = error { throw broken(kind) }
        }
        return key
    }

    private static func broken(_ kind: String) -> Mistake {
        Mistake(sentence: "the key after '\(Quoted(kind))' is damaged; copy it again from the .pub file")
    }

    /// Why the line does not allow plugins now; nil if it does. `now` is in seconds since 1970.
    func objection(now: Int64) -> String? {
        if let namespaces = options.namespaces, !namespaces.matches(SignatureFile.namespace) {
            return "is for the namespaces '\(Quoted(namespaces.text))' only"
        }
        if let start = options.validAfter, now < start.seconds { return "is valid only after \(start.text)" }
        if let end = options.validBefore, now > end.seconds { return "was valid only before \(end.text)" }
        return nil
    }
}

/// The words of a line; blanks inside quotation marks do not end one.
///
/// By scalars, as OpenSSH reads bytes: to Swift, a sign and an accent behind it are one character, and no such sign.
struct SignerWords {
    private var rest: Substring.UnicodeScalarView

    init(_ line: String) {
        rest = line[...].unicodeScalars
    }

    mutating func next() throws(AllowedSigner.Mistake) -> String? {
        rest = rest.drop(while: Self.isBlank)
        guard let first = rest.first else { return nil }
        let start = rest
        // A comment may hold any number of quotation marks.
        let isComment = first == "#"
        var (isQuoted, isEscaped) = (false, false)
        while let scalar = rest.first, isQuoted || !Self.isBlank(scalar) {
            rest.removeFirst()
            if scalar == "\"", !isEscaped, !isComment { isQuoted.toggle() }
            isEscaped = isQuoted && scalar == "\\" && !isEscaped
        }
        guard !isQuoted else { throw AllowedSigner.Mistake(sentence: "a quotation mark is not closed") }
        return String(start[..<rest.startIndex])
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\t" || scalar == "\r"
    }
}
