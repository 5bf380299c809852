// vigilod init: from nothing to an installation with its first administrator.

import ArgumentParser
import Glibc
import VigiloExtensionPoints
import VigiloJSON
import VigiloPlatform
import VigiloStore

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Makes a new installation: its database, its key and its first platform admin.",
        discussion: """
            Prints the admin's token, once: it is not kept anywhere. If init is interrupted, run it again. On a data \
            directory that is initialised already it changes nothing and exits with \
            \(ExitStatus.alreadyInitialised.rawValue).
            """)

    @OptionGroup var place: PlaceFlags

    @Option(help: ArgumentHelp("The e-mail address of the first platform admin.", valueName: "address"))
    var adminEmail: String

    @Flag(help: "Print a JSON object for programs.")
    var json = false

    func run() async throws {
        // The database and everything else made here is for the daemon's own eyes.
        umask(0o077)
        signal(SIGPIPE, SIG_IGN)
        let settings = try Settings.gather(place)
        let directory = try DataDirectory.prepared(at: settings.dataDirectory)
        let installation = try await NewInstallation(
            directory: directory, adminEmail: adminEmail, auditKeyFile: settings.auditKeyFile
        ).make()
        do {
            try Terminal.print(json ? installation.json : installation.text)
        } catch {
            throw Failure(
                .unexpectedFailure, "The installation was made, but its token could not be written: \(error).",
                hint: "Nobody can get in. Remove \(directory.path) and run init again.")
        }
    }
}

/// What `init` has made, with the token that is shown once.
struct MadeInstallation: Sendable {
    var token: String
    var id: String
    var dataDirectory: String
    var adminEmail: String

    var json: String {
        let members: JSONValue = [
            "token": .string(token), "installation_id": .string(id), "data_dir": .string(dataDirectory),
            "admin_email": .string(adminEmail),
        ]
        return members.canonicalText
    }

    var text: String {
        """
        Installation \(id) made in \(dataDirectory).

        The token of \(adminEmail), platform admin:

            \(token)

        It is shown this once and kept nowhere. Next:
          1. Start the daemon:        vigilod run --data-dir \(dataDirectory)
          2. Tell the command line:   vigilo configure
        """
    }
}
