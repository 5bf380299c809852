// A file of checkpoints, one after the other, to which only is appended.

/// Checkpoints in one file: each as its note, then an empty line.
///
/// A line that is no signature, after one that is, begins the next note; so notes put together with `cat` read as well.
public enum CheckpointFile {
    /// What is appended for one checkpoint.
    public static func entry(_ checkpoint: SignedCheckpoint) -> String {
        checkpoint.note.fullText + "\n"
    }

    /// The notes of a file, each as its text, readable or not; a crash may have cut off the last one.
    public static func notes(in text: String) -> [String] {
        var notes: [String] = []
        var note = ""
        var hasSignature = false
        for piece in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let isSignature = piece.hasPrefix("\u{2014} ")
            if hasSignature, !isSignature {
                notes.append(note)
                (note, hasSignature) = ("", false)
            }
            if note.isEmpty, piece.isEmpty { continue }
            note += piece + "\n"
            hasSignature = hasSignature || isSignature
        }
        return note.isEmpty ? notes : notes + [note]
    }

    /// Whether a note is a checkpoint of another log. One that cannot be read is anybody's.
    public static func isOfAnother(_ note: String, than origin: String) -> Bool {
        guard let signed = try? SignedCheckpoint(parsing: note) else { return false }
        return !signed.checkpoint.origin.utf8.elementsEqual(origin.utf8)
    }
}
