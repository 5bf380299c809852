// A private copy of a plugin's file, which goes when the test program ends.

internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#endif

/// A copy of a library under a path of its own: of one path the loader gives the same library again, with the variables
/// that the last test left in it.
struct LibraryCopy {
    let path: String

    /// The folder of this process's copies. It stays until the process ends, so that a debugger finds the code.
    private static let folder = Mutex<(path: String, count: Int)?>(nil)

    init(of original: String) throws(PluginRefusal) {
        let name = original.split(separator: "/").last.map(String.init) ?? "plugin.so"
        guard let place = Self.place() else {
            throw PluginRefusal("stage.failed", "there is no folder for a private copy of it; see TMPDIR")
        }
        path = "\(place)-\(name)"
        guard Self.copy(original, to: path) else {
            throw PluginRefusal("stage.failed", "it could not be copied to \(path)")
        }
    }

    private static func place() -> String? {
        folder.withLock { folder in
            if folder == nil {
                let parent = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
                var template = Array("\(parent)/vigilo-plugin-test.XXXXXX".utf8CString)
                guard unsafe mkdtemp(&template) != nil else { return nil }
                folder = (String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self), 0)
                atexit { LibraryCopy.removeAll() }
            }
            folder?.count += 1
            return folder.map { "\($0.path)/\($0.count)" }
        }
    }

    private static func copy(_ original: String, to path: String) -> Bool {
        let source = unsafe open(original, O_RDONLY | O_CLOEXEC)
        guard source >= 0 else { return false }
        defer { close(source) }
        let target = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o700)
        guard target >= 0 else { return false }
        defer { close(target) }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe read(source, &buffer, buffer.count)
            if count == 0 { return true }
            guard count > 0, unsafe write(target, buffer, count) == count else { return false }
        }
    }

    private static func removeAll() {
        guard let path = folder.withLock({ $0?.path }), let listing = unsafe opendir(path) else { return }
        while let entry = unsafe readdir(listing) {
            let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { unsafe unlink("\(path)/\(name)") }
        }
        unsafe closedir(listing)
        unsafe rmdir(path)
    }
}
