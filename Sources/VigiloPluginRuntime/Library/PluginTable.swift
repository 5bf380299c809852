// The descriptor that a plugin's entry returns, checked step by step.

internal import CVigiloPlugin
internal import VigiloExtensionPoints

/// A plugin's descriptor and the two functions in it that are not calls.
@safe
struct PluginTable: @unchecked Sendable {
    // SAFETY (of @unchecked Sendable): C functions of a library that is never unloaded; they may be called from any thread.
    typealias Register = @convention(c) (UnsafePointer<vigilo_host_v1>, UnsafePointer<vigilo_registrar_v1>) -> Int32
    typealias Shutdown = @convention(c) () -> Void

    let descriptor: PluginDescriptor
    let register: Register
    let shutdown: Shutdown?

    /// Calls the entry and reads what it returns: the abi first, then the size, then the fields.
    init(of image: LibraryImage, onStep: (LoadStep) -> Void) throws(Refusal) {
        typealias Entry = @convention(c) () -> UnsafeRawPointer?
        // SAFETY: the symbol is a function of the library itself, and the contract gives it this type.
        let entry = try unsafe unsafeBitCast(image.function(VIGILO_ENTRY_SYMBOL), to: Entry.self)
        onStep(.entry)
        guard let base = unsafe entry() else {
            throw Refusal(.entryNull, "its vigilo_plugin_entry returned NULL instead of a descriptor")
        }
        onStep(.descriptor)
        let table = unsafe ForeignTable(base, "its descriptor", reasons: .descriptor)
        try Self.checkABI(of: table)
        descriptor = try Self.descriptor(from: table)
        // SAFETY: the field is not NULL, and the abi's number gives it this type.
        unsafe register = try unsafeBitCast(
            table.function(at: PluginABI.Descriptor.register, "register_plugin"), to: Register.self)
        // SAFETY: as above; NULL and nil are the same bits.
        shutdown = unsafe unsafeBitCast(table.pointer(at: PluginABI.Descriptor.shutdown), to: Shutdown?.self)
    }

    private static func checkABI(of table: ForeignTable) throws(Refusal) {
        let abi = table.abi
        if abi > PluginABI.version {
            throw Refusal(
                .abiFuture,
                "it was built for plugin ABI \(abi); this host speaks up to \(PluginABI.version): "
                    + "it needs a newer Vigilo, or a build against older headers")
        }
        if abi < PluginABI.version {
            throw Refusal(
                .abiUnsupported, "its descriptor says plugin ABI \(abi); this host speaks \(PluginABI.version)")
        }
        if table.size < UInt32(PluginABI.Descriptor.size) {
            throw Refusal(
                .descriptorTooSmall,
                "its descriptor is \(table.size) bytes long; plugin ABI \(abi) needs \(PluginABI.Descriptor.size)")
        }
    }

    private static func descriptor(from table: ForeignTable) throws(Refusal) -> PluginDescriptor {
        typealias Offset = PluginABI.Descriptor
        let name = try table.text(at: Offset.name, "name", limit: VIGILO_MAX_NAME)
        if !ForeignText.isName(name) {
            throw Refusal(
                .nameInvalid, "its name '\(ForeignText.harmless(name))' is not one; names are [a-z][a-z0-9_]{0,63}")
        }
        let kind = try kind(of: table)
        let version = try table.text(at: Offset.version, "version", limit: VIGILO_MAX_VERSION)
        let flags = table.uint64(at: Offset.flags)
        return PluginDescriptor(
            name: name, kind: kind, version: version, compatibleWith: try range(of: table),
            isThreadSafe: flags & PluginABI.threadSafePlugin != 0, isPure: flags & PluginABI.purePlugin != 0)
    }

    private static func kind(of table: ForeignTable) throws(Refusal) -> PluginKind {
        let word = try table.text(at: PluginABI.Descriptor.kind, "kind", limit: VIGILO_MAX_NAME)
        guard let kind = PluginKind(rawValue: word) else {
            let known = PluginKind.allCases.map(\.rawValue).joined(separator: ", ")
            throw Refusal(
                .kindUnknown, "its kind '\(ForeignText.harmless(word))' is unknown; the kinds are \(known)")
        }
        return kind
    }

    private static func range(of table: ForeignTable) throws(Refusal) -> String {
        let range = try table.optionalText(
            at: PluginABI.Descriptor.compatibleWith, "compatible_with", limit: VIGILO_MAX_COMPATIBLE_WITH)
        guard let range, !range.isEmpty else {
            throw Refusal(
                .versionRangeMissing,
                "its compatible_with is \(range == nil ? "NULL" : "empty"); it must say which versions of Vigilo it is for, "
                    + "such as '>=1.0,<2.0'")
        }
        return range
    }
}
