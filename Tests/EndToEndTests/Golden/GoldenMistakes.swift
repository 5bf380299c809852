// Everything that can go wrong and be provoked, by its code: one golden file each.

/// Mistakes, each shown as people and as programs are told of it.
enum GoldenMistakes {
    /// The place where they are made: people in two workspaces, tokens that are good for nothing any more, files.
    static let preparation = """
        set -e
        vigilo workspace create --slug acme -q
        vigilo workspace create --slug other -q
        vigilo role create Lead --inherits-from engineer -q
        printf '%s' "$VIGILO_TOKEN" >token
        join() { vigilo member invite --email "$1@acme.com" --role "$2" -w "$3" -q >code
                 vigilo member accept --invitation "$(cat code)" -q >"$1"; }
        join carol viewer acme
        join adam admin acme
        join olga engineer other
        cp code used
        vigilo member invite --email dan@acme.com --custom-role Lead -q >pending
        vigilo member invite --email olga@acme.com --role viewer -q >olgas
        vigilo change create --title One -q
        vigilo change create --title Two -q
        vigilo change move CHG-00002 review -q
        VIGILO_TOKEN=$(cat adam) vigilo change move CHG-00002 approved -q
        vigilo token create --name brief --expires-in 1s -q >brief
        vigilo token create --name gone -q >gone
        vigilo token revoke "$(head -c 8 gone)" --yes -q
        vigilod init --data-dir elsewhere --admin-email a@b.c --json | sed 's/.*"token":"\\([^"]*\\)".*/\\1/' >strange
        vigilo cert import shop.pem -q
        vigilo field define change window --type date -q
        vigilo workspace set other api_token=x -q
        vigilo template create --name standard --from-workspace acme --public -q
        printf '{"format":"vigilo.workspace","version":1,"workspace":{"slug":"deep","region":"us"},"settings":' >deep.json
        printf '[%.0s' {1..200} >>deep.json; printf ']%.0s' {1..200} >>deep.json; printf '}' >>deep.json
        vigilo configure --token-file token -q
        printf 'host = [' >broken.toml
        truncate -s 300M large
        truncate -s 2M long
        printf 'a,b\\n' >wrong.csv
        mkdir alone labels empty
        cp "$(command -v vigilo)" alone
        cp ../plugins/librisk_math.so risk_math.so
        mkdir -p sdk/Sources; cp -r "$SDK/Package.swift" "$SDK/Templates" sdk
        cp -r "$SDK/Sources/CVigiloPlugin" sdk/Sources
        while VIGILO_TOKEN=$(cat brief) vigilo status -q; do :; done 2>/dev/null
        """

    static var cases: [GoldenCase] { commandLine + access + people + work + plugins + api + GoldenAudit.mistakes }

    private static func mistake(_ code: String, _ line: String) -> GoldenCase {
        GoldenCase(code, line, line + " --json")
    }

    private static let commandLine = [
        mistake("usage", "vigilo task create"),
        mistake("unknown_command", "vigilo tsak list"),
        mistake("unknown_field", "vigilo task list --fields titel"),
        mistake("argument_twice", "vigilo workspace set acme a=1 a=2"),
        mistake("workspace_missing", "VIGILO_WORKSPACE= HOME=$PWD/empty vigilo task list"),
        mistake("confirmation_missing", "vigilo member remove carol@acme.com"),
        mistake("file_missing", "vigilo cert import nowhere.pem"),
        mistake("file_unusable", "vigilo cert import ."),
        mistake("file_too_large", "vigilo api POST /api/v1/workspaces --input large"),
        mistake("content_unreadable", "vigilo member bulk-invite --csv nowhere.csv"),
        mistake("input_invalid", "vigilo field validate text x --options '[1]'"),
        mistake("config_missing", "vigilo status --config nowhere.toml"),
        mistake("config_invalid", "vigilo status --config broken.toml"),
        mistake("profile_unknown", "vigilo status --profile staging"),
        mistake("host_invalid", "vigilo status --host ftp://example.com"),
        mistake("home_missing", "HOME= vigilo configure --token-file token"),
        mistake("not_interactive", "VIGILO_TOKEN= HOME=$PWD/empty vigilo configure"),
        mistake("exists", #"vigilo plugin new labels --kind field_type --sdk "$SDK""#),
        mistake("sdk_missing", "vigilo plugin new tile --kind field_type --sdk empty"),
        mistake("sdk_unusable", "vigilo plugin new tile --kind field_type --sdk sdk"),
        mistake("runner_missing", "PATH=/usr/bin:/bin alone/vigilo plugin validate risk_math.so --only garbage"),
        mistake("program_missing", "PATH=/usr/bin:/bin alone/vigilo plugin explain --offline risk_math.so"),
    ]

    private static let access = [
        mistake("token_missing", "VIGILO_TOKEN= HOME=$PWD/empty vigilo status"),
        mistake("token_malformed", "VIGILO_TOKEN=vgl_mistyped vigilo status"),
        mistake("token_unknown", "VIGILO_TOKEN=$(cat strange) vigilo status"),
        mistake("token_expired", "VIGILO_TOKEN=$(cat brief) vigilo status"),
        mistake("token_revoked", "VIGILO_TOKEN=$(cat gone) vigilo status"),
        mistake("token_not_found", "vigilo token revoke vgl_unknown --yes"),
        mistake("token_already_revoked", #"vigilo token revoke "$(head -c 8 gone)" --yes"#),
        mistake("forbidden", "VIGILO_TOKEN=$(cat carol) vigilo task create --title x"),
        mistake("workspace_not_found", "vigilo task list --workspace acmee"),
        GoldenCase("workspace_not_found.none", "vigilo task list --workspace nowhere --json"),
        mistake("slug_taken", "vigilo workspace create --slug acme"),
        mistake("not_a_snapshot", "echo '{}' | vigilo workspace import -"),
        mistake(
            "snapshot_too_new",
            #"vigilo workspace export | sed 's/"version":1/"version":2/' | vigilo workspace import - --slug new"#),
        mistake("snapshot_too_large", "vigilo workspace import deep.json"),
        mistake(
            "snapshot_incomplete",
            "vigilo workspace export --slug other -q | vigilo workspace import - --slug third --strict"),
        mistake("template_exists", "vigilo template create --name standard --from-workspace other"),
        mistake("template_not_found", "vigilo template show standrad"),
        mistake("not_your_template", "VIGILO_TOKEN=$(cat adam) vigilo template delete standard --yes"),
        mistake("user_not_found", "vigilo token list --user nobody@acme.com"),
        mistake("socket_missing", "vigilo status --host unix:///nowhere.sock"),
        mistake("no_socket", #"vigilo status --host "unix://$PWD/token""#),
    ]

    private static let people = [
        mistake("role_not_found", "vigilo role show Leed"),
        mistake("role_exists", "vigilo role create Lead --inherits-from viewer"),
        mistake("role_built_in", "vigilo role edit viewer --deny cert.read"),
        mistake("role_in_use", "vigilo role delete Lead --yes"),
        mistake("role_above_own", "VIGILO_TOKEN=$(cat adam) vigilo member invite --email x@acme.com --role owner"),
        mistake("member_not_found", "vigilo member role nobody@acme.com viewer"),
        mistake("last_owner", "vigilo member remove root@example.com --yes"),
        mistake("already_member", "vigilo member invite --email carol@acme.com --role viewer"),
        mistake("already_invited", "vigilo member invite --email dan@acme.com --role viewer"),
        mistake("invitation_not_found", "vigilo member uninvite carol@acme.com --yes"),
        mistake("invitation_malformed", "vigilo member accept --invitation vgi_mistyped"),
        mistake(
            "own_token_needed",
            "VIGILO_TOKEN= HOME=$PWD/empty vigilo member accept --invitation \"$(cat olgas)\""),
        mistake(
            "invitation_for_another",
            "VIGILO_TOKEN=$(cat carol) vigilo member accept --invitation \"$(cat olgas)\""),
        mistake("csv_header", "vigilo member bulk-invite --csv wrong.csv"),
    ]

    private static let work = [
        mistake("invalid_input", "vigilo change create --title '' --planned-start tomorrow"),
        mistake("transition_refused", "vigilo change move CHG-00001 completed"),
        mistake("planned_dates_missing", "vigilo change move CHG-00002 scheduled"),
        mistake("certificate_not_found", "vigilo cert show shop.example.org"),
        mistake("field_type_not_found", "vigilo field validate dat 2096-12-25"),
        mistake("widget_not_found", "vigilo dashboard preview kanban"),
        mistake("field_exists", "vigilo field define change window --type text"),
        mistake("field_not_found", "vigilo field show change windw"),
        mistake("dashboard_exists", "vigilo dashboard create Overview"),
        mistake("dashboard_not_found", "vigilo dashboard show Overviw"),
        mistake("default_dashboard", "vigilo dashboard delete Overview --yes"),
        mistake("tile_exists", "vigilo dashboard add-widget Overview kanban_overview --id open_changes"),
        mistake("tile_not_found", "vigilo dashboard remove-widget Overview open_change"),
        mistake("tile_overlaps", "vigilo dashboard add-widget Overview kanban_overview --x 0 --y 0"),
    ]

    private static let plugins = [
        mistake("plugin_not_found", "vigilo plugin info risk"),
        mistake("function_not_found", "vigilo plugin call risk_math.risk"),
        mistake("plugin_not_quarantined", "vigilo plugin release risk_math"),
        mistake("nothing_to_roll_back", "vigilo plugin rollback risk_math"),
        mistake("invalid_version", "vigilo plugin check --against two"),
    ]

    private static let api = [
        mistake("bad_cursor", "vigilo api GET '/api/v1/workspaces?cursor=x' -q"),
        mistake("no_such_path", "vigilo api GET /api/v1/nothing -q"),
        mistake("method_not_allowed", "vigilo api DELETE /api/v1/status -q"),
        mistake("method_unknown", "vigilo api PURGE /api/v1/me -q"),
        mistake(
            "media_type_unsupported", "vigilo api POST /api/v1/workspaces --input token --content-type text/plain -q"),
        mistake("invalid_json", "vigilo api POST /api/v1/workspaces --input token -q"),
        mistake("body_too_large", "vigilo api POST /api/v1/workspaces --input long -q"),
        mistake("witness_malformed", "vigilo api POST /witness/add-checkpoint --input token -q"),
        mistake("witness_log_unknown", "vigilo api GET /witness/$(printf %064d 0)/checkpoint -q"),
        mistake("path_too_long", #"vigilo api GET "/api/v1/me?x=$(printf %09000d 1)" -q"#),
    ]

    /// Codes that no line of a shell can bring about at will, and where they are tried instead, or why nowhere.
    static let notProvoked = [
        "already_initialised": "of vigilod init: DaemonTests",
        "archive_under_way": "two archives of one log at the same moment: ArchiveInterruptionTests",
        "audit_not_intact": "rows that were changed in the database's file: ArchiveTests",
        "answer_cut_off": "the daemon dies in the middle: PeopleCommandTests",
        "audit_inconsistent": "a log that was rolled back: CheckpointTests",
        "audit_not_written": "a disk that is full: DaemonTests",
        "audit_unsigned": "a daemon without a key, which only tests have",
        "audit_archived": "rows that are archived in the middle of an export: ExportTests",
        "audit_archived_meanwhile": "archives that are made during twenty checks in a row",
        "audit_database_unknown": "vigilod says it of a file: AuditVerificationTests",
        "body_too_slow": "a client that stops in the middle: LimitTests",
        "checkpoint_missing": "the daemon signs at its start: CheckpointRouteTests",
        "checkpoints_not_written": "a file that turns into a folder: SigningTests",
        "csv_row": "the reason of one row: output/member-bulk-invite",
        "email_taken": "two sign-ups at the same moment",
        "explain_failed": "vigilod crashes while it explains",
        "fields_changed": "definitions that change during every attempt: ItemFieldTests",
        "folder_missing": "the working folder is deleted under the program",
        "head_too_large": "vigilo sends no such head: RESTTests",
        "idempotency_answer_lost": "a crash between a change and its answer: IdempotencyTests",
        "idempotency_in_progress": "vigilo gives every request a key of its own: IdempotencyTests",
        "idempotency_key_reused": "vigilo gives every request a key of its own: IdempotencyTests",
        "idempotency_outcome_unknown": "a crash in the middle of a plugin's command: IdempotencyTests",
        "input_ended": "a terminal that closes: ConfigureTests",
        "internal": "a fault of ours: ProblemTests",
        "log_key_changed": "a daemon with another key: CheckpointTests",
        "log_replaced": "another installation at the same socket: LogWatchTests",
        "log_rewritten": "a log that was rewritten: LogWatchTests",
        "log_rolled_back": "an old database: CheckpointTests",
        "log_signature_bad": "a daemon that cannot sign: LogWatchTests",
        "name_ambiguous": "two certificates of one name: CertificateTests",
        "no_plugin_directory": "a daemon without plugin folders: PluginCommandTests",
        "not_initialised": "a database without an installation, on which no daemon starts",
        "not_http": "vigilo speaks HTTP: RESTTests",
        "output_failed": "a disk that is full: OutputTests",
        "package_not_unpacked": "a disk that is full: PackageTests",
        "plugin_file_not_removed": "a folder that turns read-only",
        "plugin_file_not_written": "a disk that is full: InstallTests",
        "plugin_layout_differs": "a plugin that moves from a file into a folder: PackageTests",
        "probe_failed": "the runner crashes: PluginPackTests",
        "program_not_run": "the program vanishes between two calls: ChildProgramTests",
        "proof_wrong": "a row that was changed behind the daemon",
        "protocol_broken": "a daemon that is none: ClientTests",
        "region_missing": "a daemon without regions: PeopleCommandTests",
        "runner_failed": "the runner crashes: PluginValidateTests",
        "shutting_down": "a daemon that ends: DaemonTests",
        "storage_full": "a disk that is full: DaemonTests",
        "too_many_checks": "three checks at the same moment: AuditVerifyTests",
        "terminal": "a terminal that cannot be silenced: ConfigureTests",
        "token_ambiguous": "two tokens with the same first characters: TokenTests",
        "too_busy": "more requests at once than a test can start: LimitTests",
        "too_many_dashboards": "fifty dashboards: DashboardLayoutTests",
        "too_many_failed_tokens": "would hold up the mistakes with tokens: LimitTests",
        "too_many_fields": "two hundred fields: CustomFieldTests",
        "too_many_roles": "a hundred roles: MemberTests",
        "too_many_tiles": "fifty tiles: DashboardLayoutTests",
        "witness_inconsistent": "a log that was rewritten: WitnessTests",
        "witness_off": "a daemon is always able to be a witness",
        "witness_untrusted": "a log with another key: WitnessTests",
        "too_slow": "a client that does not read what it follows: AuditStreamTests",
    ]
}
