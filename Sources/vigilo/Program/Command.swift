// What every command of Vigilo is.

import ArgumentParser

/// A command that does something: it takes the global options and runs in a session.
protocol Command: ParsableCommand {
    /// What it prints with `--json`; what `--fields` chooses from.
    static var printed: Printed { get }

    var global: GlobalOptions { get }

    func run(_ session: Session) async throws
}

extension Command {
    static var printed: Printed { .unsaid }
}

/// A result that is not an error but that the exit status shall show: it has been printed already.
struct Verdict: Error {
    let status: ExitStatus

    /// The thing asked about failed.
    static let failed = Verdict(status: .failed)
}
