// The options of an allowed signer: for what and when.

/// What the options of an allowed signer say: `namespaces="vigilo-*",valid-before="20300101"`.
struct SignerOptions: Sendable, Equatable {
    private(set) var namespaces: PatternList?
    private(set) var validAfter: SignerTime?
    private(set) var validBefore: SignerTime?

    init() {}

    init(_ text: String) throws(AllowedSigner.Mistake) {
        var names: Set<String> = []
        for option in Self.parts(text) {
            let parts = option.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            // OpenSSH does not mind the case of options' names.
            let name = parts.first.map { String($0).lowercased() } ?? ""
            guard names.insert(name).inserted else {
                throw AllowedSigner.Mistake(sentence: "the option '\(Quoted(name))' is there twice")
            }
            try read(name, parts.count > 1 ? String(parts[1]) : nil)
        }
        if let validAfter, let validBefore, validAfter.seconds >= validBefore.seconds {
            throw AllowedSigner.Mistake(sentence: "its valid-before is not later than its valid-after")
        }
    }

    private mutating func read(_ name: String, _ value: String?) throws(AllowedSigner.Mistake) {
        switch name {
        case "namespaces": namespaces = PatternList(try Self.quoted(name, value))
        case "valid-after": validAfter = try Self.time(name, value)
        case "valid-before": validBefore = try Self.time(name, value)
        case "cert-authority":
            throw AllowedSigner.Mistake(
                sentence: "certificate authorities (cert-authority) are not supported; list the signers' own keys")
        default:
            throw AllowedSigner.Mistake(
                sentence: "there is no option '\(Quoted(name))'; the options are namespaces, valid-after, valid-before")
        }
    }

    private static func time(_ name: String, _ value: String?) throws(AllowedSigner.Mistake) -> SignerTime {
        let text = try quoted(name, value)
        guard let time = SignerTime(text) else {
            throw AllowedSigner.Mistake(
                sentence: "\(name) is '\(Quoted(text))', and must be a time such as 20301231, 203012312359 or "
                    + "20301231235959Z")
        }
        return time
    }

    private static func quoted(_ name: String, _ value: String?) throws(AllowedSigner.Mistake) -> String {
        guard let value, let text = unquoted(value), !text.isEmpty else {
            throw AllowedSigner.Mistake(
                sentence: "the option \(name) needs a value in quotation marks: \(name)=\"...\"")
        }
        return text
    }

    /// What stands between quotation marks; nil if there are none around the text.
    static func unquoted(_ text: String) -> String? {
        let scalars = text.unicodeScalars
        guard scalars.count >= 2, scalars.first == "\"", scalars.last == "\"" else { return nil }
        var inner = String.UnicodeScalarView()
        for scalar in scalars.dropFirst().dropLast() {
            if scalar == "\"", inner.last == "\\" { inner.removeLast() }
            inner.append(scalar)
        }
        return String(inner)
    }

    /// Split at the commas that are not inside quotation marks.
    private static func parts(_ text: String) -> [Substring.UnicodeScalarView] {
        var (isQuoted, isEscaped) = (false, false)
        return text[...].unicodeScalars.split(omittingEmptySubsequences: false) { scalar in
            if scalar == "\"", !isEscaped { isQuoted.toggle() }
            isEscaped = isQuoted && scalar == "\\" && !isEscaped
            return scalar == "," && !isQuoted
        }
    }
}
