// The options that every command takes.

import ArgumentParser

struct GlobalOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Where the daemon listens: unix:///path.", valueName: "host"))
    var host: String?

    @Option(name: [.short, .long], help: ArgumentHelp("The workspace to work in.", valueName: "slug"))
    var workspace: String?

    @Flag(help: "Print JSON for programs: results on stdout, errors on stderr.")
    var json = false

    @Flag(name: [.short, .long], help: "Print only what identifies the result: keys, names, slugs.")
    var quiet = false

    @Flag(help: "No colours, as with NO_COLOR.")
    var noColor = false

    @Option(help: ArgumentHelp("The configuration file.", valueName: "file"), completion: .file())
    var config: String?

    @Option(help: ArgumentHelp("The profile of the configuration file to use.", valueName: "name"))
    var profile: String?
}

extension GlobalOptions {
    /// As the parser writes them into every usage line; help lists them below it anyway.
    static let synopsis =
        "[--host <host>] [--workspace <slug>] [--json] [--quiet] [--no-color] [--config <file>] [--profile <name>]"
    static let flags: Set<String> = ["--json", "--quiet", "-q", "--no-color"]
    static let valued: Set<String> = ["--host", "--workspace", "-w", "--config", "--profile"]
}
