// The story that the golden files tell: a workspace, its people, its work, its certificates and plugins, in this order.

enum GoldenStory {
    static var cases: [GoldenCase] {
        beginning + people + work + fields + dashboards + snapshots + certificates + plugins + GoldenAudit.story
            + GoldenSteps.story + ending
    }

    private static let beginning = [
        GoldenCase(
            "workspace-create",
            #"vigilo workspace create --name "Platform" --slug platform --region us"#,
            "vigilo workspace create --slug acme --json", "vigilo workspace create --slug spare -q"),
        GoldenCase(
            "workspace-set",
            #"vigilo workspace set acme 'holidays=["2096-12-25"]' contact=ops@example.com --name "Acme International""#,
            "vigilo workspace set acme --unset contact --json", "vigilo workspace set spare a=1 -q"),
        GoldenCase(
            "workspace-list", "vigilo workspace list", "vigilo workspace list --json", "vigilo workspace list -q",
            "vigilo workspace list --limit 1", "vigilo workspace list --fields slug,settings.holidays"),
        GoldenCase(
            "workspace-show", "vigilo workspace show acme", "vigilo workspace show acme --json",
            "vigilo workspace show acme -q", "vigilo workspace show acme --fields '?'"),
        GoldenCase(
            "configure", after: "printf '%s\\n' \"$VIGILO_TOKEN\" >token",
            "vigilo configure --token-file token --workspace acme", "vigilo configure --token-file token --json",
            "vigilo configure --token-file token -q", "sed 's/^token.*/token = .../' .vigilo/config.toml"),
        GoldenCase("status", "vigilo status", "vigilo status --json", "vigilo status -q"),
        GoldenCase(
            "version", "vigilo version", "vigilo version --json", "vigilo version --client", "vigilo version -q"),
        GoldenCase("doctor", "vigilo doctor", "vigilo doctor --json", "vigilo doctor -q"),
        GoldenCase(
            "completions", "vigilo completions bash | head -n 3", "vigilo completions zsh --fields shell",
            "vigilo completions fish -q | tail -n 1 | head -c 20"),
        GoldenCase(
            "api", "vigilo api GET /api/v1/me", "vigilo api GET /ws/{workspace}/api/v1/roles -F limit=1",
            "vigilo api POST /ws/{workspace}/api/v1/roles -F name=Auditor -F inherits_from=viewer --fields name,allow",
            "vigilo api GET /api/v1/me -q"),
    ]

    private static let people = [
        GoldenCase(
            "role-create",
            #"vigilo role create "Release manager" --inherits-from engineer --allow change.approve --deny task.create"#,
            "vigilo role create Guest --inherits-from viewer --deny cert.read --json",
            "vigilo role create Spare --inherits-from viewer -q"),
        GoldenCase(
            "role-list", "vigilo role list", "vigilo role list --fields name,is_built_in,deny", "vigilo role list -q",
            "vigilo role list --limit 1 --json"),
        GoldenCase(
            "role-show", #"vigilo role show "Release manager""#, "vigilo role show viewer",
            "vigilo role show Guest --json", "vigilo role show Guest -q"),
        GoldenCase(
            "role-edit", "vigilo role edit Guest --inherits-from engineer --deny-nothing --allow change.approve",
            "vigilo role edit Guest --inherits-from viewer --allow-nothing --json",
            "vigilo role edit Spare --deny cert.read -q"),
        GoldenCase(
            "role-delete", "vigilo role delete Guest --yes", "vigilo role delete Spare --yes --json",
            "vigilo role delete Auditor --yes -q"),
        GoldenCase(
            "member-invite", "vigilo member invite --email alice@acme.com --role engineer",
            #"vigilo member invite --email bob@acme.com --custom-role "Release manager" --json"#,
            "vigilo member invite --email carol@acme.com --role viewer -q | tee code"),
        GoldenCase(
            "member-accept",
            #"vigilo member accept --invitation "$(cat code)" --name Carol -q | tee carol"#,
            #"vigilo member accept --invitation "$(vigilo member invite --email dan@acme.com --role admin -q)""#,
            #"vigilo member accept --invitation "$(vigilo member invite --email eve@acme.com --role viewer -q)" --json"#
        ),
        GoldenCase(
            "member-bulk-invite",
            after: #"printf 'email,role,custom_role_name\nfay@acme.com,engineer,\nnobody,engineer,\n"#
                + #"gil@acme.com,,Release manager\nalice@acme.com,viewer,\ndan@acme.com,king\n"half' >invites.csv"#,
            "vigilo member bulk-invite --csv invites.csv", "vigilo member bulk-invite --csv invites.csv --json",
            "printf 'email,role\\nhal@acme.com,viewer\\n' | vigilo member bulk-invite --csv - -q"),
        GoldenCase(
            "member-list", "vigilo member list", "vigilo member list --json", "vigilo member list -q",
            "vigilo member list --invitations", "vigilo member list --invitations --status accepted --json",
            "vigilo member list --invitations --status expired"),
        GoldenCase(
            "member-role", "vigilo member role dan@acme.com approver",
            #"vigilo member role eve@acme.com --custom-role "Release manager" --json"#,
            "vigilo member role eve@acme.com viewer -q"),
        GoldenCase(
            "member-uninvite", "vigilo member uninvite alice@acme.com --yes",
            "vigilo member uninvite bob@acme.com --yes --json", "vigilo member uninvite gil@acme.com --yes -q"),
        GoldenCase(
            "member-remove", "vigilo member remove eve@acme.com --yes", "vigilo member remove dan@acme.com --yes --json"
        ),
        GoldenCase(
            "token-create", "vigilo token create --name laptop",
            "vigilo token create --name ci --expires-in 30d --json",
            "vigilo token create --name old -q | tee old"),
        GoldenCase(
            "token-revoke", #"vigilo token revoke "$(head -c 8 old)" --yes"#,
            #"vigilo token revoke "$(vigilo token create --name x -q | head -c 8)" --yes --json"#),
        GoldenCase(
            "token-list", "vigilo token list", "vigilo token list --fields name,status,is_current",
            "vigilo token list --user carol@acme.com --json", "vigilo token list -q"),
    ]

    private static let work = [
        GoldenCase(
            "change-create", #"vigilo change create --title "Replace the core switch""#,
            #"vigilo change create --title "Renew the racks" --type emergency --priority critical --risk high "#
                + "--planned-start 2096-12-27T20:00:00Z --planned-end 2096-12-27T22:00:00Z --json",
            "vigilo change create --title Third -q"),
        GoldenCase(
            "change-move", "vigilo change move CHG-00001 review", "vigilo change move CHG-00002 review --json",
            "vigilo change move CHG-00003 cancelled -q"),
        GoldenCase(
            "change-list", "vigilo change list", "vigilo change list --status review --json", "vigilo change list -q",
            "vigilo change list --status failed"),
        GoldenCase(
            "change-show", "vigilo change show CHG-00002", "vigilo change show CHG-00001 --json",
            "vigilo change show CHG-00001 -q"),
        GoldenCase(
            "incident-create", #"vigilo incident create --title "Mail is down" --severity p1"#,
            "vigilo incident create --title Second --json", "vigilo incident create --title Third -q"),
        GoldenCase(
            "incident-move", "vigilo incident move INC-0001 investigating",
            "vigilo incident move INC-0002 investigating --json", "vigilo incident move INC-0001 mitigated -q"),
        GoldenCase(
            "incident-list", "vigilo incident list", "vigilo incident list --status open --json",
            "vigilo incident list -q"),
        GoldenCase(
            "incident-show", "vigilo incident show INC-0001", "vigilo incident show INC-0001 --json",
            "vigilo incident show INC-0001 -q"),
        GoldenCase(
            "task-create", #"vigilo task create --title "Rotate the keys""#, "vigilo task create --title Second --json",
            "vigilo task create --title Third -q"),
        GoldenCase(
            "task-move", "vigilo task move TASK-0001 in_progress", "vigilo task move TASK-0002 done --json",
            "vigilo task move TASK-0003 blocked -q"),
        GoldenCase("task-list", "vigilo task list", "vigilo task list --json", "vigilo task list -q"),
        GoldenCase(
            "task-show", "vigilo task show TASK-0001", "vigilo task show TASK-0001 --json",
            "vigilo task show TASK-0001 -q", "vigilo task show TASK-0001 --fields key,severity,title"),
        GoldenCase("field-types", "vigilo field types", "vigilo field types --json", "vigilo field types -q"),
        GoldenCase(
            "field-validate", "vigilo field validate holiday_aware_date 2096-12-25",
            "vigilo field validate holiday_aware_date 2096-12-27", "vigilo field validate number -- -42",
            "vigilo field validate text hello --json", "vigilo field validate url nonsense --json"),
        GoldenCase(
            "dashboard-widgets", "vigilo dashboard widgets", "vigilo dashboard widgets --json",
            "vigilo dashboard widgets -q"),
        GoldenCase(
            "dashboard-preview", "vigilo dashboard preview kanban_overview",
            "vigilo dashboard preview open_changes --json", "vigilo dashboard preview incident_grid -q"),
    ]

    private static let fields = [
        GoldenCase(
            "field-define",
            #"vigilo field define change window --type holiday_aware_date --label "Change window""#,
            #"vigilo field define incident area --type select --required --option choices='["network","storage"]' --json"#,
            "vigilo field define task effort --type number --default 1 -q"),
        GoldenCase(
            "field-update", #"vigilo field update change window --label "Night window""#,
            "vigilo field update task effort --no-default --json", "vigilo field update task effort --required -q"),
        GoldenCase(
            "field-list", "vigilo field list", "vigilo field list change --json", "vigilo field list -q"),
        GoldenCase(
            "field-show", "vigilo field show change window", "vigilo field show change window --json",
            "vigilo field show change window -q"),
        GoldenCase(
            "field-set", "vigilo field set CHG-00001 window=2096-12-27", "vigilo field set CHG-00001 window=2096-12-22",
            "vigilo field set CHG-00001 --unset window --json"),
        GoldenCase(
            "incident-create.fields", #"vigilo incident create --title "Slow uplink" --field area=network"#,
            "vigilo incident create --title Fifth", "vigilo incident show INC-0004",
            "vigilo incident show INC-0004 --json"),
        GoldenCase(
            "field-history", "vigilo field history CHG-00001", "vigilo field history CHG-00001 window --json",
            "vigilo field history CHG-00001 -q"),
        GoldenCase(
            "field-deactivate", "vigilo field deactivate change window", "vigilo field deactivate task effort --json",
            "vigilo field deactivate incident area -q", "vigilo field list", "vigilo field list --all"),
    ]

    private static let dashboards = [
        GoldenCase(
            "dashboard-create", #"vigilo dashboard create "Night shift" --default"#,
            "vigilo dashboard create Second --json", "vigilo dashboard create Third -q"),
        GoldenCase(
            "dashboard-add-widget", #"vigilo dashboard add-widget "Night shift" kanban_overview"#,
            #"vigilo dashboard add-widget "Night shift" open_changes --x 0 --y 8 --w 12 --h 4 --json"#),
        GoldenCase(
            "dashboard-list", "vigilo dashboard list", "vigilo dashboard list --json", "vigilo dashboard list -q"),
        GoldenCase(
            "dashboard-show", "vigilo dashboard show", "vigilo dashboard show Overview",
            #"vigilo dashboard show "Night shift" --json"#),
        GoldenCase(
            "dashboard-set", #"vigilo dashboard set Second --name "All teams""#,
            #"vigilo dashboard set "All teams" --default --json"#),
        GoldenCase(
            "dashboard-remove-widget", #"vigilo dashboard remove-widget "Night shift" kanban_overview"#,
            #"vigilo dashboard remove-widget "Night shift" open_changes --json"#),
        GoldenCase(
            "dashboard-delete", #"vigilo dashboard delete "Night shift" --yes"#,
            "vigilo dashboard delete Third --yes --json"),
    ]

    private static let snapshots = [
        GoldenCase(
            "workspace-export", after: #"vigilo workspace set spare 'slack={"token":"x","channel":"ops"}' -q"#,
            "vigilo workspace export --slug spare && echo", "vigilo workspace export --slug spare --output spare.json",
            "vigilo workspace export --slug spare --output spare.json --json",
            "vigilo workspace export --slug spare --fields settings,omitted"),
        GoldenCase(
            "workspace-import", "vigilo workspace import spare.json --slug spare-2 --dry-run",
            "vigilo workspace import spare.json --slug spare-2 --name Two",
            "vigilo workspace import - --slug spare-3 --region eu --json <spare.json",
            "vigilo workspace import spare.json --slug spare-4 -q"),
        GoldenCase(
            "template-create",
            #"vigilo template create --name standard --from-workspace acme --description "What we start with" --public"#,
            "vigilo template create --name spare --file spare.json --json",
            "vigilo template create --name other --from-workspace spare -q"),
        GoldenCase(
            "template-list", "vigilo template list", "vigilo template list --fields name,is_public",
            "vigilo template list -q"),
        GoldenCase(
            "template-show", "vigilo template show spare", "vigilo template show spare --snapshot && echo",
            "vigilo template show spare --json", "vigilo template show spare -q"),
        GoldenCase(
            "workspace-create.template", "vigilo workspace create --slug team --template spare",
            "vigilo workspace create --slug team-2 --template spare --region eu --fields slug,region,settings"),
        GoldenCase(
            "template-delete", "vigilo template delete spare --yes", "vigilo template delete other --yes --json",
            "vigilo template delete standard --yes -q"),
    ]

    private static let certificates = [
        GoldenCase(
            "cert-import", "vigilo cert import shop.pem old.pem", "vigilo cert import shop.pem",
            "vigilo cert import mail.pem --name Post --json", "vigilo cert import mail.pem -q"),
        GoldenCase(
            "cert-list", "vigilo cert list", "vigilo cert list --expiring-within 30",
            "vigilo cert list --expiring-within 30 --include-expired",
            "vigilo cert list --fields name,status,not_after", "vigilo cert list -q"),
        GoldenCase(
            "cert-show", "vigilo cert show shop.example.com", "vigilo cert show Post --json",
            "vigilo cert show Post -q",
            "vigilo cert show shop.example.com --pem"),
        GoldenCase(
            "cert-remove", "vigilo cert remove Post --yes", "vigilo cert remove old.example.com --yes --json",
            "vigilo cert remove shop.example.com --yes -q"),
    ]

    private static let plugins = [
        GoldenCase(
            "plugin-list", "vigilo plugin list", "vigilo plugin list --fields name,state,reason",
            "vigilo plugin list --json", "vigilo plugin list -q", "vigilo plugin list --state disabled",
            "vigilo plugin list --strict -q"),
        GoldenCase(
            "plugin-info", "vigilo plugin info risk_math", "vigilo plugin info risk_math --json",
            "vigilo plugin info requires_vigilo_9", "vigilo plugin info risk_math -q"),
        GoldenCase(
            "plugin-call", "vigilo plugin call risk_math.risk_score severity=4 exposure=0.5 owner=alice",
            "vigilo plugin call risk_math.risk_score severity=4 exposure=0.5 owner=alice --json"),
        GoldenCase("plugin-logs", "vigilo plugin logs risk_math", "vigilo plugin logs kanban_overview --json"),
        GoldenCase(
            "plugin-watch", "vigilo plugin disable kanban_overview -q; vigilo plugin enable kanban_overview -q",
            "first 2 vigilo plugin watch --lines 2", "first 1 vigilo plugin watch --lines 1 --json"),
        GoldenCase(
            "plugin-disable", "vigilo plugin disable risk_math", "vigilo plugin disable kanban_overview --json",
            "vigilo plugin disable datepicker_with_holidays -q"),
        GoldenCase(
            "plugin-enable", "vigilo plugin enable risk_math", "vigilo plugin enable kanban_overview --json",
            "vigilo plugin enable datepicker_with_holidays -q"),
        GoldenCase(
            "plugin-reload", "vigilo plugin reload risk_math", "vigilo plugin reload risk_math --json",
            "vigilo plugin reload"),
        GoldenCase("plugin-rescan", "vigilo plugin rescan", "vigilo plugin rescan --json"),
        GoldenCase(
            "plugin-check", "vigilo plugin check --against 1.5.0", "vigilo plugin check --against 2.0.0 --json",
            "vigilo plugin check --against 2.0.0 -q"),
        GoldenCase(
            "plugin-explain", after: "cp -r ../plugins files; echo text >files/broken.so",
            "vigilo plugin explain files/librisk_math.so", "vigilo plugin explain files/broken.so",
            "vigilo plugin explain files/librequires_vigilo_9.so --json",
            "vigilo plugin explain --offline files/librisk_math.so -q"),
        GoldenCase(
            "plugin-load", "vigilo plugin load --dry-run files/librisk_math.so",
            "vigilo plugin load --dry-run files/broken.so --json"),
        GoldenCase(
            "plugin-remove", "vigilo plugin remove risk_math --yes", "vigilo plugin remove kanban_overview --yes --json"
        ),
        GoldenCase(
            "plugin-rollback", "vigilo plugin rollback risk_math", "vigilo plugin rollback kanban_overview --json"),
        GoldenCase(
            "plugin-install", "vigilo plugin install --dry-run files/librisk_math.so",
            "vigilo plugin install files/librisk_math.so",
            "vigilo plugin install files/libkanban_overview.so --json", "vigilo plugin install files/broken.so"),
        GoldenCase(
            "plugin-release", "vigilo plugin release risk_math", "vigilo plugin release crashing --json",
            "vigilo plugin release crashing"),
        GoldenCase(
            "plugin-new", #"vigilo plugin new labels --kind field_type --lang c --sdk "$SDK""#,
            #"vigilo plugin new report --kind celery_task --lang swift --sdk "$SDK" --json"#,
            #"vigilo plugin new tile --kind dashboard_widget --sdk "$SDK" -q"#),
        GoldenCase(
            "plugin-pack", "vigilo plugin pack files/librisk_math.so --output risk_math.vigilo-plugin",
            "vigilo plugin pack files/libkanban_overview.so --json", "vigilo plugin pack files/librisk_math.so -q"),
        GoldenCase(
            "plugin-validate", "vigilo plugin validate files/librisk_math.so --only garbage --seed 1",
            "vigilo plugin validate files/librisk_math.so --only garbage --seed 1 --json",
            "vigilo plugin validate files/broken.so --seed 1 -q"),
    ]

    private static let ending = [
        GoldenCase(
            "formats", "vigilo task list --fields", "vigilo help exit-codes", "vigilo help environment",
            "vigilo help formatting", "vigilo help json", "vigilo --version")
    ]
}
