// How much of a list is wanted.

import ArgumentParser

struct ListOptions: ParsableArguments {
    @Option(name: [.customShort("L"), .long], help: ArgumentHelp("At most so many.", valueName: "count"))
    var limit = 50

    @Flag(help: "All of them, however many.")
    var all = false

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit must be at least 1") }
    }

    /// nil is all.
    var count: Int? { all ? nil : limit }

    /// Says on the standard error what the table does not: that there is nothing, or more.
    func note(_ shown: Int, hasMore: Bool, _ noun: String, _ output: Output) {
        if shown == 0 {
            output.note("No \(noun)s.")
        } else if hasMore {
            output.note("\(Wording.count(shown, noun)) shown; there are more: --limit N or --all.")
        }
    }
}
