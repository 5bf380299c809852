// A plugin's file: found, copied, opened, and asked for its descriptor.

internal import CVigiloPlugin
internal import Synchronization
internal import VigiloPluginSDK

#if canImport(Glibc)
    internal import Glibc
#endif

/// A plugin's library in this process.
@safe struct PluginLibrary: @unchecked Sendable {
    // SAFETY (of @unchecked Sendable): functions of a library that is never unloaded.
    typealias Register = @convention(c) (UnsafePointer<vigilo_host_v1>, UnsafePointer<vigilo_registrar_v1>) -> Int32
    typealias Shutdown = @Sendable @convention(c) () -> Void

    let description: PluginDescription
    let register: Register
    let shutdown: Shutdown?

    /// Opens a private copy, as the host does, so that every harness has a plugin whose variables are fresh.
    init(path: String) throws(PluginRefusal) {
        let copy = try LibraryCopy(of: try Self.find(path))
        guard let library = unsafe dlopen(copy.path, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE) else {
            throw PluginRefusal("load.failed", unsafe dlerror().map { unsafe String(cString: $0) } ?? "dlopen failed")
        }
        guard let symbol = unsafe dlsym(library, VIGILO_ENTRY_SYMBOL) else {
            throw PluginRefusal("entry.missing", "it has no function \(VIGILO_ENTRY_SYMBOL)")
        }
        typealias Entry = @convention(c) () -> UnsafeRawPointer?
        // SAFETY: the contract gives the symbol this type.
        guard let base = unsafe unsafeBitCast(symbol, to: Entry.self)() else {
            throw PluginRefusal("entry.null", "its vigilo_plugin_entry returned NULL instead of a descriptor")
        }
        let table = unsafe TableReader(unchecked: base, "its descriptor")
        guard table.uint32(at: 0) == UInt32(VIGILO_ABI) else {
            throw PluginRefusal(
                "abi.unsupported", "its descriptor says plugin ABI \(table.uint32(at: 0)), not \(VIGILO_ABI)")
        }
        guard table.uint32(at: 4) >= 72 else {
            throw PluginRefusal("descriptor.too_small", "its descriptor is \(table.uint32(at: 4)) bytes long, not 72")
        }
        description = try PluginDescription(table)
        guard let register = unsafe table.pointer(at: 48) else {
            throw PluginRefusal("descriptor.null_field", "register_plugin of its descriptor is NULL")
        }
        // SAFETY: the abi's number gives both fields these types; NULL and nil are the same bits.
        unsafe self.register = unsafeBitCast(register, to: Register.self)
        unsafe shutdown = unsafeBitCast(table.pointer(at: 56), to: Shutdown?.self)
    }

    /// A name without a slash is looked for beside the test program, which is where SwiftPM puts what it builds.
    private static func find(_ path: String) throws(PluginRefusal) -> String {
        var place = path
        if !path.contains("/"), let program = unsafe realpath("/proc/self/exe", nil) {
            defer { unsafe free(program) }
            let folder = unsafe String(cString: program).split(separator: "/").dropLast().joined(separator: "/")
            place = "/\(folder)/\(path)"
        }
        guard unsafe access(place, R_OK) == 0 else {
            throw PluginRefusal("file.unreadable", "there is no file \(place); build the plugin before it is tested")
        }
        return place
    }
}

extension PluginDescription {
    fileprivate init(_ table: TableReader) throws(PluginRefusal) {
        let kind = try table.text(at: 16, "the kind", limit: Int(VIGILO_MAX_NAME))
        guard let known = PluginKind(rawValue: kind) else {
            let all = PluginKind.allCases.map(\.rawValue).joined(separator: ", ")
            throw PluginRefusal("kind.unknown", "its kind '\(kind)' is unknown; the kinds are \(all)")
        }
        let flags = table.uint64(at: 40)
        self.init(
            name: try table.text(at: 8, "the name", limit: Int(VIGILO_MAX_NAME)), kind: known,
            version: try table.text(at: 24, "the version", limit: Int(VIGILO_MAX_VERSION)),
            compatibleWith: try table.text(at: 32, "compatible_with", limit: Int(VIGILO_MAX_COMPATIBLE_WITH)),
            isThreadSafe: flags & 1 != 0, isPure: flags & 2 != 0)
    }
}
