// Files that ended the daemon while it loaded them.

import VigiloExtensionPoints
import VigiloJSON

/// Counts how often the daemon has ended while it loaded a content, and keeps out what did it too often.
///
/// Before a plugin's code runs in the daemon, a marker says so; when it has come to its end, the marker goes. A marker that
/// is there at the start tells of a crash, if the machine has not been restarted since: a power failure is nobody's strike.
/// Strikes hold for one build of the daemon, and are gone when a load has come to its end.
struct Strikes: Sendable {
    /// After so many, a content stays out.
    static let limit = 2

    private let file: StrikeFile?
    private let marker: LoadMarker?
    private var counts: [String: Int]
    /// What the last run of the daemon was loading when it ended, if it ended that way.
    let lastCulprit: LoadMarker.Content?

    /// Without a place nothing is kept. Blocks.
    init(at path: String?, circumstances: String) {
        guard let path else {
            (file, marker, counts, lastCulprit) = (nil, nil, [:], nil)
            return
        }
        let file = StrikeFile(path: path, circumstances: circumstances)
        self.file = file
        counts = file.read()
        let markerPath = path + ".loading"
        lastCulprit = LoadMarker.leftBehind(at: markerPath)
        if let lastCulprit {
            counts[lastCulprit.sha256, default: 0] += 1
            file.write(counts)
        }
        // Only now, when the strike is written down, may the marker go.
        marker = LoadMarker(at: markerPath)
    }

    func count(_ sha256: String) -> Int { counts[sha256] ?? 0 }

    /// `load.ended_daemon` for what has done it too often.
    func check(_ sha256: String, name: String) throws(Refusal) {
        guard count(sha256) >= Self.limit else { return }
        throw Refusal(
            .loadEndedDaemon,
            "the daemon ended \(count(sha256)) times while it loaded this file; "
                + "put a new version in its place, or try it again: vigilo plugin release \(Quoted(name))")
    }

    func begin(_ sha256: String, _ file: PluginFile) {
        marker?.set(LoadMarker.Content(sha256: sha256, file: file.path))
    }

    /// The marker stays until the next load or ``clearMarker()``: setting it costs as much as clearing it, and between two
    /// loads nothing runs but what the last one has left running.
    mutating func end(_ sha256: String) {
        release(sha256)
    }

    /// Nothing is being loaded any more.
    func clearMarker() {
        marker?.clear()
    }

    /// Forgets the strikes of a content.
    mutating func release(_ sha256: String) {
        if counts.removeValue(forKey: sha256) != nil { file?.write(counts) }
    }
}
