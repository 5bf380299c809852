// The options that every command takes.

import ArgumentParser

struct GlobalOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Where the daemon listens: unix:///path.", valueName: "host"))
    var host: String?

    @Option(
        name: [.short, .long], help: ArgumentHelp("The workspace to work in.", valueName: "slug"),
        completion: KnownNames.workspaces)
    var workspace: String?

    @Flag(name: .customLong("json"), help: "Print JSON for programs: results on stdout, errors on stderr.")
    var isJSON = false

    @Option(
        help: ArgumentHelp("Print only these members of the JSON: a,b.c; '?' lists what there is.", valueName: "names"))
    var fields: String?

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
    /// Whether a program reads the results; to choose members of JSON is to want JSON.
    var json: Bool { isJSON || fields != nil }

    /// As the parser writes them into every usage line; help lists them below it anyway.
    static let synopsis =
        "[--host <host>] [--workspace <slug>] [--json] [--fields <names>] [--quiet] [--no-color] [--config <file>] "
        + "[--profile <name>]"
    static let flags: Set<String> = ["--json", "--quiet", "-q", "--no-color"]
    static let valued: Set<String> = ["--host", "--workspace", "-w", "--fields", "--config", "--profile"]
}
