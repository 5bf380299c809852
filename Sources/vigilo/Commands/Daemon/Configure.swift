// vigilo configure: where the daemon is, as whom to speak to it, and in which workspace.

import ArgumentParser
import VigiloJSON

struct Configure: Command {
    static let configuration = CommandConfiguration(
        commandName: "configure",
        abstract: "Store the host, the token and the workspace, after checking them against the daemon.",
        discussion: """
            On a terminal it asks for what the options do not say. In scripts give the token by stdin, by a file or by \
            VIGILO_TOKEN: what stands on a command line can be read by every user of the machine.

            EXAMPLES:
              vigilo configure
              vigilod init --admin-email you@example.com --json |
                jq -r .token | vigilo configure --token-stdin
              vigilo configure --profile staging --host unix:///srv/staging.sock \\
                --token-file token --workspace acme
            """
    )

    @Flag(help: "Read the token from the standard input.")
    var tokenStdin = false

    @Option(help: ArgumentHelp("Read the token from a file.", valueName: "file"), completion: .file())
    var tokenFile: String?

    @Flag(help: "Do not check against the daemon.")
    var noCheck = false

    @Option(help: .hidden)
    var token: String?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .like { json(path: "", profile: "", Profile(host: "", workspace: ""), email: "") } }

    func validate() throws {
        guard token == nil else {
            throw ValidationError(
                "A token on the command line can be read by every user of this machine; give --token-stdin or --token-file"
            )
        }
        guard !tokenStdin || tokenFile == nil else {
            throw ValidationError("Give --token-stdin or --token-file, not both")
        }
        if let name = global.profile, !Self.isProfileName(name) {
            throw ValidationError("A profile's name has letters, digits, - and _ only, at most 64 of them")
        }
    }

    func run(_ session: Session) async throws {
        let surroundings = session.surroundings
        guard let location = ConfigurationFile.Location(options: global, surroundings: surroundings) else {
            throw Failure(.usage, code: "home_missing", "HOME is not set", hint: "Name the file with --config FILE.")
        }
        let name = global.profile ?? surroundings["VIGILO_PROFILE"]
        let text = try FileText.read(location.path)?.text ?? ""
        let file = try ConfigurationFile(path: location.path, text: text, mode: 0o600)
        let stored = name.map { file.profiles[$0] ?? Profile() } ?? file.standard

        let access = try await access(stored, session)
        let changed = try ConfigurationText.setting(access.profile, named: name, in: text)
        try FileText.write(changed, to: location.path)
        try report(access, location.path, name, session.output)
    }

    /// Asks on a terminal, takes the options where there is none.
    private func access(_ stored: Profile, _ session: Session) async throws -> CheckedAccess {
        let given = try givenProfile(session.surroundings)
        let check = AccessCheck(isOff: noCheck)
        let standard = Settings.defaultHost(in: session.surroundings)
        if let prompt = session.surroundings.prompt, !tokenStdin {
            let wizard = Wizard(prompt: prompt, check: check, output: session.output)
            return try await wizard.ask(given: given, stored: stored, defaultHost: standard)
        }
        guard given != Profile(), let token = given.token ?? stored.token else {
            throw Failure(
                .usage, code: "not_interactive", "there is no terminal to ask on, and no token is given",
                hint: "Give --token-stdin, --token-file FILE or VIGILO_TOKEN, and --host and --workspace as needed.")
        }
        let profile = Profile(
            host: given.host ?? stored.host ?? standard, token: token, workspace: given.workspace ?? stored.workspace)
        return try await check.checked(profile)
    }

    /// What the options and the environment say.
    private func givenProfile(_ surroundings: Surroundings) throws -> Profile {
        var token = surroundings["VIGILO_TOKEN"]
        if tokenStdin {
            token = try FileText.read(from: surroundings.input, name: "the standard input").trimmedToken
        } else if let tokenFile {
            guard let file = try FileText.read(tokenFile) else {
                throw Failure(.usage, code: "file_missing", "there is no file \(tokenFile)")
            }
            token = file.text.trimmedToken
        }
        return Profile(
            host: global.host ?? surroundings["VIGILO_HOST"],
            token: try token.map(Settings.checkedToken),
            workspace: global.workspace ?? surroundings["VIGILO_WORKSPACE"])
    }

    private func report(_ access: CheckedAccess, _ path: String, _ name: String?, _ output: Output) throws {
        if global.json {
            try output.show(json: Self.json(path: path, profile: name, access.profile, email: access.email))
        } else if global.quiet {
            try output.show(bare: path)
        } else {
            let who = access.email.map { "You are \($0) at \(access.profile.host ?? "")." }
            let place = name.map { "\(path), profile \($0)" } ?? path
            try output.show([who, "Wrote \(place)."].compactMap { $0 }.map { Paragraph($0) })
        }
    }

    private static func json(path: String, profile name: String?, _ profile: Profile, email: String?) -> JSONValue {
        func text(_ value: String?) -> JSONValue { value.map(JSONValue.string) ?? .null }
        return [
            "config": .string(path), "profile": text(name), "host": text(profile.host),
            "workspace": text(profile.workspace), "email": text(email),
        ]
    }

    private static func isProfileName(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}

extension String {
    /// Without the line feed that `echo` and editors put behind it.
    fileprivate var trimmedToken: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
