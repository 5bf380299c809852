// The golden files about the audit log: in a workspace of their own, so that its rows have the same numbers in every run.

enum GoldenAudit {
    static let story = [
        GoldenCase(
            "audit-list",
            after: """
                vigilo workspace create --slug ledger -q
                vigilo workspace set ledger 'holidays=["2096-12-25"]' contact=ops@example.com --name Ledger -q
                vigilo task create --title "Rotate the keys" -w ledger -q
                vigilo task move TASK-0001 in_progress -w ledger -q
                vigilo cert import shop.pem -w ledger -q
                """,
            "vigilo audit list -w ledger",
            "vigilo audit list -w ledger --filter 'action=task.*' --since 1h --oldest-first --limit 1 --json",
            "vigilo audit list -w ledger -f actor=root@example.com -f target_type=certificate -q",
            "vigilo audit list -w ledger --filter actor=system",
            "vigilo audit list --platform --filter action=installation.* --fields action,target_type"),
        GoldenCase(
            "audit-tail", "vigilo audit tail -w ledger --no-follow",
            "vigilo audit tail -w ledger --no-follow -f 'action=task.*' -f 'action=*create' --since 1h --json",
            "vigilo audit tail --no-follow -n 2 -f 'action=installation.*' --all --fields action,position",
            "first 2 vigilo audit tail -w ledger --lines 2 -q",
            "vigilo audit tail -w ledger --no-follow -f action=nothing"),
        GoldenCase(
            "audit-export",
            "vigilo audit export --output platform.jsonl -f action=installation.initialise --platform -q",
            "head -n 1 platform.jsonl | jq -c '[.format, .version, .start.size]'",
            "vigilo audit export --output platform.jsonl --platform",
            "vigilo audit export -f action=installation.* --platform -q | jq -c '[.seq, .action]'"),
        GoldenCase(
            "audit-show", "vigilo audit show 2 -w ledger", "vigilo audit show 3 -w ledger",
            "vigilo audit show 4 -w ledger --json", "vigilo audit show 4 -w ledger -q",
            "vigilo audit show 1 --platform"),
        GoldenCase(
            "audit-undo", "vigilo audit undo 4 -w ledger --dry-run", "vigilo audit undo 4 -w ledger --yes",
            "vigilo audit show 4 -w ledger", "vigilo audit undo 6 -w ledger --yes --json",
            "vigilo audit undo 2 -w ledger --yes -q", "vigilo audit undo 5 -w ledger --yes",
            "vigilo audit list -w ledger --filter action=audit.undo"),
        GoldenCase(
            "audit-checkpoint", "vigilo audit checkpoint -w ledger", "vigilo audit checkpoint -w ledger --json",
            "vigilo audit checkpoint -w ledger --output ledger.checkpoint"),
        GoldenCase(
            "audit-prove", "vigilo audit prove 2 -w ledger", "vigilo audit prove 2 -w ledger --output two.tlog-proof",
            "vigilo audit prove 2 -w ledger --fields row,size"),
        GoldenCase(
            "audit-key", "vigilo audit key -w ledger", "vigilo audit key -w ledger --json",
            "vigilo audit key --platform -q"),
        GoldenCase(
            "audit-accept", "vigilo audit accept -w ledger --yes",
            "vigilo audit accept -w ledger --yes --fields accepted.origin"),
        GoldenCase(
            "audit-verify", "vigilo audit verify -w ledger | sed -E 's/[0-9]+ a second/many a second/'",
            "vigilo audit verify -w ledger -q"),
        GoldenCase(
            "audit-archive", "vigilo audit archive --before 2020-01-01 -w ledger --yes",
            "vigilo audit archive --before 0s -w ledger --dry-run", "vigilo audit archive --before 0s -w ledger --yes",
            "vigilo audit list -w ledger", "vigilo audit list -w ledger --fields seq,action",
            "vigilo audit archive --before 0s -w ledger --yes -q"),
        GoldenCase(
            "audit-archives", "vigilo audit archives -w ledger",
            "vigilo audit archives -w ledger --limit 1 --fields first_seq,last_seq,rows,file,sha256",
            "vigilo audit archives -w ledger -q", "vigilo audit archives --platform"),
        GoldenCase(
            "audit-outlets", "vigilo audit outlets", "vigilo audit outlets --json", "vigilo audit outlets -q"),
    ]

    /// Behind that of the other mistakes.
    static let preparation = """

        vigilo workspace create --slug ledger -q
        join rita viewer ledger
        vigilo task create --title One -w ledger -q
        vigilo task move TASK-0001 done -w ledger -q
        vigilo audit undo 6 -w ledger --yes -q
        vigilo task move TASK-0001 in_progress -w ledger -q
        vigilo task move TASK-0001 blocked -w ledger -q
        vigilo cert import shop.pem -w ledger -q
        vigilo cert remove shop.example.com -w ledger --yes -q
        vigilo cert import shop.pem -w ledger -q
        vigilo workspace create --slug old -q
        vigilo audit archive --before 0s -w old --yes -q
        """

    static let mistakes = [
        mistake("audit_row_not_found", "vigilo audit show 99 -w ledger"),
        mistake("audit_row_archived", "vigilo audit show 1 -w old"),
        mistake("no_checkpoints", "touch none.txt; vigilo audit verify -w ledger --against none.txt"),
        mistake("export_unreadable", "vigilo audit verify --file wrong.csv"),
        mistake("proof_unreadable", "vigilo audit verify --proof wrong.csv --vkey " + key),
        mistake("database_unverified", "printf 'SQLite format 3\\0' >none.db; vigilo audit verify --file none.db"),
        mistake("vigilod_missing", "PATH=$PWD/empty:/usr/bin ./alone/vigilo audit verify --file none.db"),
        mistake("undo_impossible", "vigilo audit undo 3 -w ledger --yes"),
        mistake("already_undone", "vigilo audit undo 6 -w ledger --yes"),
        mistake("undo_superseded", "vigilo audit undo 8 -w ledger --yes"),
        mistake("undo_blocked", "vigilo audit undo 11 -w ledger --dry-run"),
    ]

    /// That of the example in the audit log's formats.
    private static let key =
        "vigilo/0190a1b2-0000-7000-8000-00000000000a/0190a1b2-c3d4-7e5f-8a6b-0c1d2e3f4a5b+fd7a97fb"
        + "+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea"

    private static func mistake(_ code: String, _ line: String) -> GoldenCase {
        GoldenCase(code, line, line + " --json")
    }
}
