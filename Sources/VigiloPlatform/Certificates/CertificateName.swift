// The name of a certificate, for people.

/// The rule for certificates' names: a line of text. Several certificates may share one, as one follows another.
enum CertificateName {
    static let longest = 200

    static func checked(_ text: String, _ problems: inout InputProblems) -> String? {
        Title.checked(text, "name", atMost: longest, &problems)
    }
}
