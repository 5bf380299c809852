// The file in which verdicts outlive the daemon.

import Glibc
import VigiloJSON

/// The file in which verdicts outlive the daemon.
struct VerdictFile: Sendable {
    let path: String
    /// What the verdicts hold for: this build of daemon and runner, these limits. Others are as good as none.
    let circumstances: String

    private static let format: JSONValue = 2
    private static let largestBytes = 256 << 20

    init(_ probe: ProbeConfiguration, vigiloVersion: String) {
        path = probe.verdictsFile
        circumstances =
            "\(Self.build(vigiloVersion: vigiloVersion)) runner \(ProgramFile(path: probe.runner).build) "
            + "deadline \(probe.deadline) memory \(probe.memoryMebibytes)"
    }

    /// Different for every build of the daemon.
    static func build(vigiloVersion: String) -> String {
        "\(vigiloVersion) daemon \(ProgramFile.ofThisProcess.build)"
    }

    /// A file that cannot be understood.
    struct Damage: Error, Equatable {
        let sentence: String
    }

    /// The verdicts by SHA-256: none if there is no file, or if it holds for other circumstances. Blocks.
    func read() throws(Damage) -> [String: ProbeVerdict] {
        let bytes: [UInt8]
        do throws(SystemError) {
            let file = try FileDescriptor(opening: path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
            // No more room than the file needs: the largest one's would take longer to clear than to read.
            bytes = try file.read(upTo: min(file.status().size, Self.largestBytes))
        } catch {
            if error.number == ENOENT { return [:] }
            throw Damage(sentence: "it cannot be read: \(error)")
        }
        guard let text = String(validating: bytes, as: UTF8.self), let value = try? JSONValue(parsing: text),
            let format = value["format"]
        else { throw Damage(sentence: "it is damaged") }
        guard format == Self.format else { return [:] }
        guard let entries = value["verdicts"]?.objectValue else { throw Damage(sentence: "it is damaged") }
        guard value["circumstances"] == .string(circumstances) else { return [:] }
        let verdicts = entries.compactMapValues(ProbeVerdict.init(kept:))
        guard verdicts.count == entries.count else { throw Damage(sentence: "it is damaged") }
        return verdicts
    }

    /// Replaces the file at once or not at all. Blocks.
    func write(_ verdicts: [String: ProbeVerdict]) throws(SystemError) {
        try WholeFile.replace(path, with: Array(text(of: verdicts).utf8))
    }

    /// A line for each verdict, sorted, so that people and their tools can read thousands of them.
    private func text(of verdicts: [String: ProbeVerdict]) -> String {
        let lines = verdicts.sorted { $0.key < $1.key }.map { sha256, verdict in
            "\(JSONValue.string(sha256).canonicalText):\(verdict.keptValue.canonicalText)"
        }
        let circumstances = JSONValue.string(circumstances).canonicalText
        return """
            {"circumstances":\(circumstances),
            "format":\(Self.format.canonicalText),
            "verdicts":{
            \(lines.joined(separator: ",\n"))
            }}

            """
    }
}
