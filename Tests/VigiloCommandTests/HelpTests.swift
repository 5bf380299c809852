// What --help says, of every command there is.

import ArgumentParser
import Foundation
import Testing

@testable import vigilo

/// The commands that do something, as the words that call them.
private func leaves(of command: any ParsableCommand.Type = Vigilo.self, _ words: [String] = []) -> [[String]] {
    let subcommands = command.configuration.subcommands
    return subcommands.isEmpty ? [words] : subcommands.flatMap { leaves(of: $0, words + [$0.word]) }
}

@Suite struct `the help on the environment` {
    @Test func `names every variable that the sources ask for`() async throws {
        let sources = URL(filePath: #filePath).appending(path: "../../../Sources/vigilo").standardized
        let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
        let help = await vigilo("help", "environment").output
        var names: Set<String> = []
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "swift" else { continue }
            let text = try String(contentsOf: file, encoding: .utf8)
            names.formUnion(
                text.matches(of: /(?:surroundings|environment)[\[(]"([A-Z_]+)"/).map { String($0.output.1) })
        }
        #expect(names.isSuperset(of: ["VIGILO_TOKEN", "NO_COLOR"]))
        for name in names.sorted() where !["HOME", "PATH", "TERM"].contains(name) {
            #expect(help.contains(name), "\(name)")
        }
    }
}

@Suite struct `the help` {
    @Test(arguments: leaves()) func `of every command has an example, of that very command`(_ words: [String]) async {
        let outcome = await vigilo(words + ["--help"], columns: 80)
        #expect(outcome.status == 0)
        let parts = outcome.output.split(separator: "EXAMPLE", maxSplits: 1)
        #expect(parts.last?.contains("  vigilo " + words.joined(separator: " ")) == true)
    }

    @Test(arguments: leaves()) func `is not broken by a terminal of 80 columns`(_ words: [String]) async {
        let narrow = await vigilo(words + ["--help"], columns: 80).output
        let wide = await vigilo(words + ["--help"], columns: 300).output
        func examples(_ help: String) -> Substring? {
            help.split(separator: "EXAMPLE").dropFirst().first?.split(separator: "USAGE:").first
        }
        #expect(examples(narrow) == examples(wide))
        #expect(narrow.contains("USAGE: vigilo " + words.joined(separator: " ")))
        #expect(narrow.contains("[<global options>]") || narrow.contains("[<options>]"))
    }
}
