// One golden file: the lines that a user types, and what is printed for each.

import Foundation

/// A case of a golden file.
struct GoldenCase: Sendable {
    /// The file's name; up to a dot it is the command, with hyphens between its words.
    let name: String
    /// What has to be there first; not shown.
    var preparation = ""
    let lines: [String]

    init(_ name: String, after preparation: String = "", _ lines: String...) {
        self.name = name
        self.preparation = preparation
        self.lines = lines
    }

    var command: String { String(name.prefix { $0 != "." }) }
}

/// A shell that stands in an installation, with `vigilo` on its PATH.
struct GoldenShell: Sendable {
    let installation: Installation
    /// Where it works; below the installation's folder.
    let place: String
    var environment: [String: String] = [:]

    /// `first N COMMAND...` shows the first lines of a command that goes on.
    private static let prelude = """
        first() {
            n=$1; shift; : >.first; "$@" >.first & p=$!
            until [ "$(wc -l <.first)" -ge "$n" ]; do sleep 0.05; done
            kill $p; wait $p 2>/dev/null; head -n "$n" .first
        }

        """

    func run(_ line: String) async throws -> Outcome {
        var variables = installation.surroundings.merging(environment) { _, new in new }
        variables["PATH"] = "\(Programs.folder.path):/usr/bin:/bin"
        variables["HOME"] = place
        variables["LC_ALL"] = "C.UTF-8"
        return try await Programs.run(
            "/bin/bash", ["-c", "cd '\(place)'\n\(Self.prelude)\(line)"], environment: variables)
    }

    /// The line as it is shown, with its output, its errors behind "!", and its status where that is not 0.
    func transcript(_ line: String) async throws -> String {
        let outcome = try await run(line)
        var text = "$ \(line)\n" + Self.readable(outcome.output)
        let errors = Self.readable(outcome.errors)
        text += errors.split(separator: "\n", omittingEmptySubsequences: false).dropLast(errors.hasSuffix("\n") ? 1 : 0)
            .filter { !errors.isEmpty || !$0.isEmpty }.map { "! \($0)\n" }.joined()
        return outcome.status == 0 ? text : text + "= \(outcome.status)\n"
    }

    func transcript(_ goldenCase: GoldenCase) async throws -> String {
        if !goldenCase.preparation.isEmpty {
            let outcome = try await run(goldenCase.preparation)
            if outcome.status != 0 {
                return "preparation failed with \(outcome.status): \(outcome.output)\(outcome.errors)\n"
            }
        }
        var texts: [String] = []
        for line in goldenCase.lines { texts.append(try await transcript(line)) }
        return texts.joined(separator: "\n")
    }

    /// JSON documents, one a line, are shown one member a line.
    private static func readable(_ output: String) -> String {
        guard output.hasPrefix("{") else { return output }
        let lines = output.split(separator: "\n").map { line in
            guard let value = try? JSONSerialization.jsonObject(with: Data(line.utf8)),
                let data = try? JSONSerialization.data(
                    withJSONObject: value, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
            else { return String(line) }
            return String(decoding: data, as: UTF8.self)
                .replacing(/\[\s+\]/, with: "[]").replacing(/\{\s+\}/, with: "{}")
        }
        return lines.joined(separator: "\n") + (output.hasSuffix("\n") ? "\n" : "")
    }
}
