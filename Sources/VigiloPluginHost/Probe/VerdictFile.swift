// The file in which verdicts outlive the daemon.

import Glibc
import VigiloJSON

/// The file in which verdicts outlive the daemon.
struct VerdictFile: Sendable {
    let path: String
    /// What the verdicts hold for: this build of daemon and runner, these limits. Others are as good as none.
    let circumstances: String

    private static let format: JSONValue = 1
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
            bytes = try FileDescriptor(opening: path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).read(upTo: Self.largestBytes)
        } catch {
            if error.number == ENOENT { return [:] }
            throw Damage(sentence: "it cannot be read: \(error)")
        }
        guard let text = String(validating: bytes, as: UTF8.self), let value = try? JSONValue(parsing: text),
            let format = value["format"], let entries = value["verdicts"]?.objectValue
        else { throw Damage(sentence: "it is damaged") }
        guard format == Self.format, value["circumstances"] == .string(circumstances) else { return [:] }
        let verdicts = entries.compactMapValues(ProbeVerdict.init(kept:))
        guard verdicts.count == entries.count else { throw Damage(sentence: "it is damaged") }
        return verdicts
    }

    /// Replaces the file at once or not at all. Blocks.
    func write(_ verdicts: [String: ProbeVerdict]) throws(SystemError) {
        let value: JSONValue = [
            "format": Self.format, "circumstances": .string(circumstances),
            "verdicts": .object(verdicts.mapValues(\.keptValue)),
        ]
        try WholeFile.replace(path, with: Array(value.canonicalText.utf8))
    }
}
