// The commands that the manual and the README print, given as a shell user gives them.

import Foundation
import Testing

@Suite(.timeLimit(.minutes(5)))
struct ManualTests {
    @Test func `the lines of the manual work word for word`() async throws {
        let installation = try await Installation(examples: true)
        try await installation.withDaemon { _ in
            let shell = try Self.shell(in: installation)
            try await installation.makeWorkspace("acme")
            try "email,role,custom_role_name\ncarol@acme.com,engineer,\n".write(
                toFile: shell.place + "/invites.csv", atomically: true, encoding: .utf8)
            for line in [
                #"vigilo workspace create --name "Platform" --slug platform --region us"#,
                "vigilo workspace export --slug acme",
                "vigilo member invite --email alice@acme.com --role engineer",
                "vigilo member bulk-invite --csv invites.csv",
                "vigilo cert list --expiring-within 30",
                "vigilo plugin list",
            ] {
                let outcome = try await shell.run(line)
                #expect(outcome.status == 0, "\(line)\n\(outcome.output)\(outcome.errors)")
            }
        }
    }

    @Test func `the README's commands, in their order, end as it says`() async throws {
        let installation = try await Installation(examples: true)
        try await installation.withDaemon { _ in
            let shell = try Self.shell(in: installation)
            try await Self.furnish(shell)
            var seen: [String] = []
            for step in try Self.steps() where Self.reasonNotRun(step.line) == nil {
                let line = Self.filled(step.line, from: seen)
                let outcome = try await shell.run(line)
                seen.append(outcome.output)
                #expect((outcome.status != 0) == step.isToFail, "\(line)\n\(outcome.output)\(outcome.errors)")
            }
        }
    }

    @Test func `each of the README's commands that is not run is known, with the reason`() throws {
        let lines = try Self.steps().map(\.line)
        #expect(lines.count > 30)
        for reason in Self.notRun.keys {
            #expect(lines.contains { $0.hasPrefix(reason) }, "the README has no line '\(reason)' any more")
        }
        for line in lines where Self.reasonNotRun(line) == nil {
            #expect(["vigilo ", "curl ", "./"].contains(where: line.hasPrefix), "neither run nor on the list: \(line)")
        }
    }
}

extension ManualTests {
    /// A line that the README prints behind "$", and whether what it prints beneath is a refusal.
    private struct Step {
        var line: String
        var isToFail: Bool
    }

    /// What cannot be run here, by how the line begins.
    private static let notRun = [
        "scripts/": "it is what runs these tests, or takes them minutes",
        "vigilod ": "the daemon of the test stands in",
        "vigilo configure": "asks on a terminal: ConfigureTests",
        "ssh-keygen ": "changes the user's own files: TrustTests",
        "echo ": "changes the machine's files: TrustTests",
    ]

    private static func reasonNotRun(_ line: String) -> String? {
        notRun.first { line.hasPrefix($0.key) }?.value
    }

    /// The commands of the README's console blocks.
    private static func steps() throws -> [Step] {
        let readme = URL(filePath: #filePath).appending(path: "../../../README.md").standardized
        let text = try String(contentsOf: readme, encoding: .utf8)
        return text.components(separatedBy: "```console\n").dropFirst().flatMap { part in
            let block = part.components(separatedBy: "```")[0].replacing("\\\n", with: "")
            return block.components(separatedBy: "\n$ ").map { chunk in
                let lines = chunk.components(separatedBy: "\n")
                let line = lines[0].hasPrefix("$ ") ? String(lines[0].dropFirst(2)) : lines[0]
                let isToFail = lines.dropFirst().contains { $0.hasPrefix("error:") || $0.hasPrefix("refused:") }
                return Step(line: line, isToFail: isToFail)
            }
        }
    }

    /// The line with the codes and tokens that were printed before, and without a question that nobody could answer.
    private static func filled(_ line: String, from outputs: [String]) -> String {
        func first(_ pattern: Regex<Substring>) -> String? {
            outputs.lazy.compactMap { $0.firstMatch(of: pattern).map { String($0.output) } }.first
        }
        var line = line
        if let code = first(/vgi_[0-9A-Za-z]{20,}/) { line = line.replacing("vgi_...", with: code) }
        let lastToken = outputs.last { $0.contains("vgl_") }?.firstMatch(of: /vgl_[0-9A-Za-z]{20,}/)
        if let token = lastToken ?? outputs.compactMap({ $0.firstMatch(of: /vgl_[0-9A-Za-z]{20,}/) }).last {
            line = line.replacing("vgl_3kTz", with: String(token.output.prefix(8)))
        }
        // The daemon of the test listens elsewhere, and a refusal is to be a failure.
        line = line.replacing("curl ", with: "curl --fail --silent --show-error ")
            .replacing("/run/vigilo/vigilod.sock", with: "../vigilod.sock")
        let asks = ["vigilo plugin remove", "vigilo token revoke", "vigilo member remove"]
        let comment = line.firstRange(of: "  #")?.lowerBound ?? line.endIndex
        return asks.contains(where: line.hasPrefix) ? String(line[..<comment]) + " --yes" : line
    }

    private static func shell(in installation: Installation) throws -> GoldenShell {
        let place = installation.folder.appending(path: "place")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        return GoldenShell(installation: installation, place: place.path, environment: ["VIGILO_WORKSPACE": "acme"])
    }

    /// The files and people that the README's lines speak of.
    private static func furnish(_ shell: GoldenShell) async throws {
        let certificate = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "Golden/Certificates/shop.pem")
        try FileManager.default.copyItem(
            at: certificate, to: URL(filePath: shell.place).appending(path: "fullchain.pem"))
        try await shell.installation.put(.good("1.3.0", name: "risk_math"), shell.place + "/risk_math.so")
        let made = try await shell.run(
            """
            set -e
            vigilo workspace create --slug other -q
            vigilo member accept -q --invitation "$(vigilo member invite -w other --email bob@acme.com --role admin -q)"
            printf 'email,role,custom_role_name\\ncarol@acme.com,engineer,\\n' >invites.csv
            printf '#!/bin/sh\\necho email,role; echo dora@acme.com,viewer' >list-of-people
            chmod +x list-of-people
            """)
        try #require(made.status == 0, "\(made.errors)")
    }
}
