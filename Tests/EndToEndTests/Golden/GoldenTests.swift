// What every command prints, held against files that people can read.

import ArgumentParser
import Foundation
import Testing

@testable import vigilo

@Suite(.timeLimit(.minutes(10)))
struct GoldenTests {
    /// Every command, nouns included, as the words that call it.
    private static func commands(
        of command: any ParsableCommand.Type = Vigilo.self, _ words: [String] = []
    ) -> [(words: [String], command: any ParsableCommand.Type)] {
        [(words, command)]
            + command.configuration.subcommands.flatMap { commands(of: $0, words + [$0.word]) }
    }

    @Test func `what every command prints is what its golden file says`() async throws {
        let installation = try await Installation(examples: true)
        try await installation.withDaemon { _ in
            let shell = try Self.shell(in: installation)
            let placeholders = Self.placeholders(installation)
            for goldenCase in GoldenStory.cases {
                let text = placeholders.applied(to: try await shell.transcript(goldenCase))
                try GoldenFile.check("output/\(goldenCase.name)", text)
            }
        }
        try GoldenFile.checkNames(in: "output", Set(GoldenStory.cases.map(\.name)))
    }

    @Test func `no command is without a golden file, and says what it prints`() {
        let told = Set(GoldenStory.cases.map(\.command))
        for (words, command) in Self.commands() where command.configuration.subcommands.isEmpty {
            #expect(told.contains(words.joined(separator: "-")), "vigilo \(words.joined(separator: " "))")
            #expect((command as? any Command.Type)?.printed.isSaid == true, "\(command) has no `printed`")
        }
    }

    @Test func `the help of every command is what its golden file says`() async throws {
        for (words, _) in Self.commands() {
            let outcome = try await Programs.run("vigilo", words + ["--help"])
            #expect(outcome.status == 0)
            try GoldenFile.check("help/" + (["vigilo"] + words).joined(separator: "-"), outcome.output)
        }
        let names = Self.commands().map { (["vigilo"] + $0.words).joined(separator: "-") }
        try GoldenFile.checkNames(in: "help", Set(names))
    }

    @Test func `every mistake is told as its golden file says, in words and in JSON, under its code`() async throws {
        let installation = try await Installation(examples: true)
        try await installation.withDaemon { _ in
            let shell = try Self.shell(in: installation)
            let placeholders = Self.placeholders(installation)
            let prepared = try await shell.run(GoldenMistakes.preparation + GoldenAudit.preparation)
            #expect(prepared.status == 0, "\(prepared.errors)")
            for mistake in GoldenMistakes.cases {
                let text = try await shell.transcript(mistake)
                #expect(text.contains("\"code\" : \"\(mistake.command)\""), "\(mistake.name)")
                try GoldenFile.check("mistakes/\(mistake.name)", placeholders.applied(to: text))
            }
        }
        try GoldenFile.checkNames(in: "mistakes", Set(GoldenMistakes.cases.map(\.name)))
    }

    @Test func `every code that the sources have is provoked, or it is said why it cannot be`() throws {
        let sources = Self.repository.appending(path: "Sources")
        let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
        var codes: Set<String> = []
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "swift" else { continue }
            let text = try String(contentsOf: file, encoding: .utf8)
            codes.formUnion(text.matches(of: /code: "([a-z0-9_]+)"/).map { String($0.output.1) })
        }
        let provoked = Set(GoldenMistakes.cases.map(\.command))
        #expect(codes.subtracting(provoked).subtracting(GoldenMistakes.notProvoked.keys).sorted() == [])
        #expect(Set(GoldenMistakes.notProvoked.keys).subtracting(codes).sorted() == [], "are no codes any more")
        #expect(provoked.intersection(GoldenMistakes.notProvoked.keys).sorted() == [], "are provoked after all")
    }

    private static let repository = URL(filePath: #filePath).appending(path: "../../../..").standardized

    /// A shell in a folder of its own, with the story's certificates in it.
    private static func shell(in installation: Installation) throws -> GoldenShell {
        let place = installation.folder.appending(path: "place")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        let certificates = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Certificates")
        for file in try FileManager.default.contentsOfDirectory(at: certificates, includingPropertiesForKeys: nil) {
            try FileManager.default.copyItem(at: file, to: place.appending(path: file.lastPathComponent))
        }
        let sdk = repository.appending(path: "PluginSDK").path
        return GoldenShell(
            installation: installation, place: place.path, environment: ["VIGILO_WORKSPACE": "acme", "SDK": sdk])
    }

    private static func placeholders(_ installation: Installation) -> Placeholders {
        let repository = repository.path.hasSuffix("/") ? String(repository.path.dropLast()) : repository.path
        return Placeholders(texts: [
            (installation.folder.path, "<home>"), (Programs.folder.path, "<programs>"), (repository, "<repository>"),
        ])
    }
}
