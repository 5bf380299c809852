// A certificate on the command line.

import ArgumentParser

struct CertificateArgument: ParsableArguments {
    @Argument(
        help: "The certificate: its name, its id or its SHA-256 fingerprint.",
        completion: .shellCommand("vigilo cert list --quiet --all 2>/dev/null"), transform: NotEmpty.text)
    var certificate: String
}
