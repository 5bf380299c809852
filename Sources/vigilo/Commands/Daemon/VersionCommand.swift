// vigilo version: which client this is, and which daemon that.

import ArgumentParser
import VigiloClient
import VigiloJSON
import VigiloWire

struct VersionCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "version",
        abstract: "Show the version of this client and, where it can be reached, of the daemon.",
        discussion: "EXAMPLE:\n  vigilo version --client"
    )

    @Flag(help: "The client only; the daemon is not asked.")
    var client = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .like { json(daemon: Daemon(version: "", abi: 0)) } }

    func run(_ session: Session) async throws {
        let daemon: Result<StatusBody, Failure>? = client ? nil : await status(session)
        if global.json {
            let status = try? daemon?.get()
            try session.output.show(
                json: Self.json(daemon: status.map { Daemon(version: $0.version, abi: $0.abi) }))
        } else if global.quiet {
            try session.output.show(bare: vigiloVersion)
        } else {
            try session.output.show([details(daemon)])
        }
    }

    /// A daemon that does not answer is a fact to show, not a failure of this command.
    private func status(_ session: Session) async -> Result<StatusBody, Failure> {
        do {
            return .success(try await session.client().get(Path.status).body())
        } catch {
            return .failure(Failure(error))
        }
    }

    private func details(_ daemon: Result<StatusBody, Failure>?) -> Details {
        var details = Details()
        details.add("Client", vigiloVersion)
        switch daemon {
        case .success(let status): details.add("Daemon", "\(status.version) (plugin ABI \(status.abi))")
        case .failure(let failure): details.add("Daemon", "not known. \(failure.message)", .faint)
        case nil: break
        }
        return details
    }

    private static func json(daemon: Daemon?) -> JSONValue {
        [
            "client": ["version": .string(vigiloVersion)],
            "daemon": daemon.map { ["version": .string($0.version), "abi": .integer(Int64($0.abi))] } ?? .null,
        ]
    }

    private struct Daemon {
        var version: String
        var abi: Int
    }
}
