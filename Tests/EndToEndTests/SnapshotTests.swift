// A workspace goes out as a file and comes back as others, through the real programs and a real plugin.

import Foundation
import Testing

@Suite(.timeLimit(.minutes(5)))
struct SnapshotTests {
    @Test func `a workspace is exported, imported, made a template, and is the same every time`() async throws {
        let installation = try await Installation(examples: true)
        let acme = ["VIGILO_WORKSPACE": "acme"]
        let file = installation.folder.appendingPathComponent("acme.json").path
        try await installation.withDaemon { _ in
            func vigilo(_ words: String..., input: String = "") async throws -> Outcome {
                let outcome = try await Programs.run(
                    "vigilo", words, environment: installation.surroundings.merging(acme) { _, new in new },
                    input: input)
                try #require(outcome.status == 0, "\(words): \(outcome.errors)")
                return outcome
            }
            try await installation.makeWorkspace("acme")
            _ = try await vigilo("workspace", "set", "acme", #"holidays=["2026-12-25"]"#, "slack:={\"token\":\"hush\"}")
            _ = try await vigilo(
                "role", "create", "Release manager", "--inherits-from", "engineer", "--allow", "change.approve")
            _ = try await vigilo("field", "define", "change", "window", "--type", "holiday_aware_date")
            _ = try await vigilo("dashboard", "add-widget", "Overview", "kanban_overview")

            let first = try await vigilo("workspace", "export", "--slug", "acme")
            #expect(!first.output.contains("hush") && first.errors.contains("settings.slack.token"))
            #expect(try await vigilo("workspace", "export").output == first.output)
            _ = try await vigilo("workspace", "export", "--output", file)
            #expect(try String(contentsOfFile: file, encoding: .utf8) == first.output)

            let tried = try await vigilo("workspace", "import", file, "--slug", "copy", "--dry-run")
            #expect(tried.output.contains("Would make: copy") && tried.output.contains("change.window"))
            _ = try await vigilo("workspace", "import", "-", "--slug", "copy", "--name", "Acme", input: first.output)
            _ = try await vigilo("template", "create", "--name", "std", "--from-workspace", "acme", "--public")
            _ = try await vigilo("workspace", "create", "--slug", "third", "--name", "Acme", "--template", "std")
            for slug in ["copy", "third"] {
                let text = try await vigilo("workspace", "export", "--slug", slug).output
                let expected = first.output.replacing(#""slug":"acme""#, with: #""slug":"\#(slug)""#)
                #expect(Self.withoutOmitted(text) == Self.withoutOmitted(expected))
                let refused = try await installation.vigilo(
                    "change", "create", "--title", "x", "--field", "window=2026-12-25", "--workspace", slug)
                #expect(refused.status == 6 && refused.errors.contains("holiday"), "\(refused.errors)")
            }
            let strict = try await installation.vigilo("workspace", "import", file, "--slug", "strict", "--strict")
            #expect(strict.status == 6 && strict.errors.contains("settings.slack.token"))
            #expect(try await vigilo("template", "show", "std", "--snapshot").output == first.output)
            #expect(try await vigilo("template", "delete", "std", "--yes").output == "Deleted template std.\n")
        }
    }

    /// The document without what was left out of it.
    private static func withoutOmitted(_ text: String) -> NSDictionary? {
        var object = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        object?["omitted"] = nil
        return object as NSDictionary?
    }
}
