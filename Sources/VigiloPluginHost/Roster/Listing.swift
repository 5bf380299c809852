// What lies in the plugin directories at one moment.

import Glibc

/// What lies in the plugin directories at one moment.
struct Listing: Sendable {
    /// A directory that could not be read.
    struct UnreadableDirectory: Sendable, Equatable {
        let path: String
        let cause: SystemError
    }

    /// Each file once, in the order in which the directories are read.
    private(set) var files: [PluginFile] = []
    private let present: Set<PluginFile>
    /// Of the files that were asked about.
    private(set) var fingerprints: [PluginFile: FileFingerprint] = [:]
    private(set) var unreadable: [UnreadableDirectory] = []

    /// Blocks.
    init(_ directories: [String], fingerprintsOf known: Set<PluginFile>) {
        var seen: Set<PluginFile> = []
        for path in directories {
            do throws(SystemError) {
                for file in try PluginDirectory(path: path).files() where seen.insert(file).inserted {
                    files.append(file)
                }
            } catch {
                unreadable.append(UnreadableDirectory(path: path, cause: error))
            }
        }
        present = seen
        for file in files where known.contains(file) {
            fingerprints[file] = (try? FileStatus(of: file.path))?.fingerprint
        }
    }

    /// Whether the file is certainly not there: nothing is said of a directory that cannot be read.
    func lacks(_ file: PluginFile) -> Bool {
        if present.contains(file) { return false }
        return !unreadable.contains { $0.cause.number != ENOENT && file.path.hasPrefix("\($0.path)/") }
    }
}
