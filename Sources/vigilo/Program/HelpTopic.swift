// Help about things that are no commands: `vigilo help exit-codes`, `vigilo help formatting`.

enum HelpTopic: String, CaseIterable {
    case exitCodes = "exit-codes"
    case environment
    case formatting
    case json

    init?(_ arguments: [String]) {
        guard arguments.count == 2, arguments[0] == "help" else { return nil }
        self.init(rawValue: arguments[1])
    }

    var text: String {
        switch self {
        case .exitCodes: Self.exitCodesText
        case .environment: Self.environmentText
        case .formatting: Self.formattingText
        case .json: Self.jsonText
        }
    }

    private static var exitCodesText: String {
        let rows = ExitStatus.allCases.map { Table.Row([.init("\($0.rawValue)"), .init($0.meaning)]) }
        let table = Table([.init("STATUS"), .init("MEANING")], rows: rows)
        let lines = table.lines(on: Canvas(columns: nil, style: .plain))
        return lines.joined(separator: "\n") + "\n\nA command that is interrupted (Ctrl-C) ends with 130.\n"
    }

    private static let environmentText = """
        Vigilo takes every setting from the first of these that has it:
        the command line, the environment, the configuration file, the default.

        VIGILO_HOST       where the daemon listens, unix:///path
        VIGILO_TOKEN      the token to send
        VIGILO_WORKSPACE  the workspace to work in
        VIGILO_CONFIG     the configuration file (default ~/.vigilo/config.toml)
        VIGILO_PROFILE    the profile in it: the table [profiles.NAME]
        VIGILO_SDK        the plugin SDK that vigilo plugin new builds against
        VIGILO_CHECKPOINTS
                          off: audit logs are not compared with what was seen before
        NO_COLOR          if set and not empty: no colours
        VIGILO_FORCE_TTY  a number of columns: print as on a terminal of that width

        The configuration file is TOML, mode 0600, written by vigilo configure:

            host = "unix:///run/vigilo/vigilod.sock"
            token = "vgl_..."
            workspace = "acme"

            [profiles.staging]
            host = "unix:///srv/staging/vigilod.sock"
            token = "vgl_..."

        A profile stands alone: what it does not have is not taken from the top of the file.
        The default host is unix:///run/vigilo/vigilod.sock for root and
        unix://$XDG_RUNTIME_DIR/vigilo/vigilod.sock for everybody else.

        """

    private static let formattingText = """
        Results go to stdout, everything else (notes, warnings, errors, progress) to stderr.

        (nothing)   tables and labelled values for people. On a terminal wide columns are
                    cut to its width; piped, nothing is ever cut. Their layout may change
        --quiet     only what identifies the results, one a line: keys, names, slugs, ids
        --json      the daemon's own JSON, for programs; see vigilo help json
        --fields    some members of that JSON: --fields key,status

        Colours are used on a terminal only, and never say what the words do not say.
        --no-color, NO_COLOR or TERM=dumb turns them off.

        Times are UTC: "2026-12-25 09:30:00 UTC" for people, RFC 3339 with microseconds in
        JSON. Text that comes from others cannot drive the terminal: control characters
        are shown as escapes.

        """

    private static let jsonText = """
        With --json every command prints one JSON document on stdout: the body of the
        daemon's answer, keys sorted, on one line when piped and indented on a terminal.
        What goes on (plugin watch, plugin logs) is one JSON object a line (NDJSON).
        Lists are {"items": [...], "next_cursor": ...}; next_cursor is null at the end.

        --fields a,b.c prints these members only, of each item where it is a list, and null
        for one that is not there; --fields '?' lists those that a command has.

        Errors are JSON on stderr, and the exit status says of what kind they are
        (see vigilo help exit-codes):

            {"error":{"code":"...","exit_status":5,"hint":"...","message":"...","retryable":false}}

        "code" is stable and meant for programs; "message" and "hint" are for people.
        Where members of the input are wrong there is "fields": [{"field", "message"}].

        """
}
