// The files that need not be read again, kept from one start of the daemon to the next.

import Glibc
import Logging
import VigiloJSON

/// What is known of plugin files without reading them, by their paths.
///
/// It holds as long as the machine is up: after a power failure nothing is certain of what was written last, so the first
/// start on a machine reads every file and its copy.
struct KnownFiles: Sendable {
    private let path: String?
    /// What it holds for: this run of the machine, this build of the daemon.
    private let circumstances: String
    private var files: [PluginFile: KnownFile] = [:]
    private var hasChanged = false

    private static let format: JSONValue = 1
    private static let largestBytes = 64 << 20

    /// Nothing is known where nothing is kept (`path` nil), or if the file is missing, damaged or made under other
    /// circumstances. Blocks.
    init(at path: String?, build: String) {
        self.path = path
        circumstances = "\(LoadMarker.bootID) \(build)"
        // Without a mark of the machine's run it could be any run's.
        guard let path, LoadMarker.bootID != LoadMarker.unknownBoot, let value = Self.read(path),
            value["format"] == Self.format,
            value["circumstances"] == .string(circumstances), let entries = value["files"]?.objectValue
        else { return }
        files.reserveCapacity(entries.count)
        for (file, kept) in entries { files[PluginFile(path: file)] = KnownFile(kept: kept) }
    }

    private static func read(_ path: String) -> JSONValue? {
        guard
            let bytes = try? FileDescriptor(opening: path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).read(upTo: largestBytes),
            let text = String(validating: bytes, as: UTF8.self)
        else { return nil }
        return try? JSONValue(parsing: text)
    }

    subscript(file: PluginFile) -> KnownFile? { files[file] }

    /// The same, as if nothing were known of these.
    func without(_ unknown: Set<PluginFile>) -> KnownFiles {
        if unknown.isEmpty { return self }
        var rest = self
        for file in unknown { rest.files[file] = nil }
        return rest
    }

    mutating func add(_ known: KnownFile, _ file: PluginFile) {
        hasChanged = files.updateValue(known, forKey: file) != known || hasChanged
    }

    /// Forgets all but the files that are there, and writes the rest if it is not what it was. Blocks.
    mutating func write(only present: [PluginFile]?, logger: Logger) {
        guard let path else { return }
        if let present, files.count > present.count || hasChanged {
            let count = files.count
            let present = Set(present)
            files = files.filter { present.contains($0.key) }
            hasChanged = hasChanged || files.count != count
        }
        guard hasChanged else { return }
        let entries = Dictionary(uniqueKeysWithValues: files.map { ($0.key.path, $0.value.keptValue) })
        let value: JSONValue = [
            "circumstances": .string(circumstances), "files": .object(entries), "format": Self.format,
        ]
        do throws(SystemError) {
            try WholeFile.replace(path, with: Array(value.canonicalText.utf8))
            hasChanged = false
        } catch {
            logger.warning(
                "Known plugin files not written, the next start reads every file",
                metadata: ["file": "\(path)", "sentence": "\(error)"])
        }
    }
}
