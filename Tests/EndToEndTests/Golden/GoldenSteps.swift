// The steps of changes, incidents and tasks, in a workspace of their own: somebody else opens what is approved here.

enum GoldenSteps {
    static let story = changes + incidents + tasks

    private static let prepare = """
        vigilo workspace create --slug night -q
        code=$(vigilo member invite --email zoe@acme.com --role engineer -w night -q)
        vigilo member accept --invitation "$code" --name Zoe -q >zoe
        for title in One Two Three Four; do
            VIGILO_TOKEN=$(cat zoe) vigilo change create --title $title -w night -q \
                --planned-start 2096-12-27T20:00:00Z --planned-end 2096-12-27T22:00:00Z
        done
        vigilo incident create --title "No mail" -w night -q
        vigilo task create --title "Rotate the keys" -w night -q
        """

    private static let changes = [
        GoldenCase(
            "change-submit", after: prepare, "vigilo change submit CHG-00001 -w night",
            "vigilo change submit CHG-00002 -w night --fields key,status",
            "for key in 3 4; do vigilo change submit CHG-0000$key -w night -q; done"),
        GoldenCase(
            "change-reject", "vigilo change reject CHG-00004 -w night", "vigilo change reject CHG-00004 -w night"),
        GoldenCase(
            "change-approve", "vigilo change approve CHG-00001 -w night",
            "for key in 2 3; do vigilo change approve CHG-0000$key -w night -q; done",
            "vigilo change approve CHG-00004 -w night"),
        GoldenCase(
            "change-schedule", "for key in 1 2 3; do vigilo change schedule CHG-0000$key -w night; done"),
        GoldenCase("change-start", "for key in 1 2 3; do vigilo change start CHG-0000$key -w night; done"),
        GoldenCase("change-complete", "vigilo change complete CHG-00001 -w night"),
        GoldenCase("change-fail", "vigilo change fail CHG-00002 -w night"),
        GoldenCase("change-roll-back", "vigilo change roll-back CHG-00003 -w night"),
        GoldenCase("change-cancel", "vigilo change cancel CHG-00004 -w night"),
    ]

    private static let incidents = [
        GoldenCase("incident-investigate", "vigilo incident investigate INC-0001 -w night"),
        GoldenCase("incident-mitigate", "vigilo incident mitigate INC-0001 -w night"),
        GoldenCase("incident-resolve", "vigilo incident resolve INC-0001 -w night"),
        GoldenCase("incident-review", "vigilo incident review INC-0001 -w night"),
    ]

    private static let tasks = [
        GoldenCase("task-start", "vigilo task start TASK-0001 -w night"),
        GoldenCase("task-block", "vigilo task block TASK-0001 -w night"),
        GoldenCase("task-complete", "vigilo task complete TASK-0001 -w night"),
        GoldenCase("task-reopen", "vigilo task reopen TASK-0001 -w night"),
        GoldenCase("task-cancel", "vigilo task cancel TASK-0001 -w night"),
    ]
}
