// Checkpoints that somebody kept, read from a file.

import VigiloAudit

enum KeptCheckpoints {
    /// As much as the daemon takes.
    private static let mostBytes = 15 << 20

    /// The notes of a file.
    static func read(_ path: String) throws -> [String] {
        guard let (bytes, _) = try FileBytes.read(path, atMost: mostBytes) else { throw Self.missing(path) }
        let notes = CheckpointFile.notes(in: String(decoding: bytes, as: UTF8.self))
        guard !notes.isEmpty else {
            throw Failure(
                .usage, code: "no_checkpoints", "there is no checkpoint in \(path)",
                hint: "vigilo audit checkpoint prints one to keep.")
        }
        return notes
    }

    static func missing(_ path: String) -> Failure {
        Failure(.usage, code: "file_missing", "there is no file \(path)")
    }
}
