// What an author conforms to: who the plugin is, and what it brings.

/// What a plugin extends. The raw value is the word on the wire, in the C header and in `vigilo plugin list`.
public enum PluginKind: String, Sendable, Hashable, CaseIterable {
    case fieldType = "field_type"
    case dashboardWidget = "dashboard_widget"
    case integrationAdapter = "integration_adapter"
    /// Periodic work. The word is historical; no Celery is involved.
    case celeryTask = "celery_task"
}

/// A Vigilo plugin.
///
///     struct Datepicker: Plugin {
///         static let name = "datepicker"
///         static let kind = PluginKind.fieldType
///         static let version = "1.0.0"
///         static let compatibleWith = ">=1.0,<2.0"
///
///         static func register(_ registry: Registry) throws {
///             try registry.add(HolidayAwareDate())
///         }
///     }
///
///     @c(vigilo_plugin_entry) public func entry() -> UnsafeRawPointer { Datepicker.export() }
///
/// The build-tool plugin `VigiloManifestNote` reads `name`, `kind`, `version` and `compatibleWith` from the source, so
/// they are written as literals.
public protocol Plugin {
    /// `[a-z][a-z0-9_]{0,63}`, unique in the installation.
    static var name: String { get }
    /// What the plugin extends; it registers only what its kind allows, and typed functions.
    static var kind: PluginKind { get }
    /// The plugin's own version, SemVer 2.0.
    static var version: String { get }
    /// The versions of Vigilo that it works with: comparisons joined by commas, `">=1.0,<2.0"`.
    static var compatibleWith: String { get }
    /// Whether calls may overlap, on any threads. False by default: the host makes one call at a time.
    static var isThreadSafe: Bool { get }
    /// Whether no call has an effect outside its result; such a plugin may be called in dry runs. False by default.
    static var isPure: Bool { get }

    /// Registers what the plugin brings. Runs alone, once. An error thrown here, or by the registry, refuses the whole
    /// plugin, and its sentence is shown to the operator.
    static func register(_ registry: Registry) throws

    /// Called once, alone, when the host stops, after the last call has returned. Does nothing by default.
    static func shutdown()
}

extension Plugin {
    public static var isThreadSafe: Bool { false }
    public static var isPure: Bool { false }
    public static func shutdown() {}
}
