// How many of the last lines of something that goes on.

import ArgumentParser

struct LineOptions: ParsableArguments {
    @Option(name: [.customShort("n"), .long], help: ArgumentHelp("Start with the last so many.", valueName: "count"))
    var lines = 20

    func validate() throws {
        guard lines >= 0 else { throw ValidationError("--lines must not be negative") }
    }
}
