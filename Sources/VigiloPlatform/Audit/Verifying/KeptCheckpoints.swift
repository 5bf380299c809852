// The file of checkpoints beside a database.

import FoundationEssentials
import VigiloAudit

enum KeptCheckpoints {
    /// The notes of a file that can be read; none if there is no file. A crash may have cut one off while it was written: the
    /// database then has it, or it was never shown to anybody.
    static func notes(in path: String) -> [String] {
        guard let bytes = FileManager.default.contents(atPath: path) else { return [] }
        return CheckpointFile.notes(in: String(decoding: bytes, as: UTF8.self)).filter {
            (try? SignedCheckpoint(parsing: $0)) != nil
        }
    }
}
