// Bad files, part four: what only shows once they are loaded.

import Foundation
import VigiloExtensionPoints

extension Specimen {
    private static let named = ["-shared", "-fPIC", "-Wl,-soname,libzoo_dependency.so"]

    /// A library that was there when the plugin was built, and is not there when it is loaded.
    private static let orphan = Specimen(
        name: "orphan.so", reason: .loadDependencyMissing,
        sentence: "it needs the library 'libzoo_dependency.so', which is not installed here"
    ) { path in
        let folder = try TemporaryFolder("dependency")
        let library = folder.path("libzoo_dependency.so")
        try TestFile.write(try await Workshop.shared.build(Recipe("library", linking: named)), to: library)
        let plugin = Recipe("library", "-DNEEDS=zoo_answer", linking: ["-shared", "-fPIC", library])
        try TestFile.write(try await Workshop.shared.build(plugin), to: path)
    }

    static let loading: [Specimen] = [
        orphan,
        Specimen(
            "undefined.so", Recipe("library", "-DNEEDS=zoo_nowhere"), .loadSymbolUndefined,
            "it needs the symbol 'zoo_nowhere', which neither the daemon nor any library it names provides"),
        Specimen(
            "unloadable.so", Recipe("plugin", linking: ["-shared", "-fPIC", "-Wl,-z,nodlopen"]), .loadFailed,
            "the loader cannot open it: shared object cannot be dlopen()ed"),
        Specimen(
            "no_entry.so", Recipe("library"), .entryMissing,
            "it exports no function 'vigilo_plugin_entry'; it is not a Vigilo plugin"),
        Specimen(
            "entry_data.so", Recipe("descriptor", "-DENTRY_IS_DATA"), .entryMissing,
            "its symbol 'vigilo_plugin_entry' is data, and must be a function"),
    ]

    static let descriptors: [Specimen] = [
        Specimen(
            "entry_null.so", Recipe("descriptor", "-DRETURN_NULL"), .entryNull,
            "its vigilo_plugin_entry returned NULL instead of a descriptor"),
        Specimen(
            "abi_zero.so", Recipe("descriptor", "-DABI=0"), .abiUnsupported,
            "its descriptor says plugin ABI 0; this host speaks 1"),
        Specimen(
            "abi_future.so", Recipe("descriptor", "-DABI=7"), .abiFuture,
            "it was built for plugin ABI 7; this host speaks up to 1: "
                + "it needs a newer Vigilo, or a build against older headers"),
        Specimen(
            "small.so", Recipe("descriptor", "-DSIZE=24"), .descriptorTooSmall,
            "its descriptor is 24 bytes long; plugin ABI 1 needs 72"),
        Specimen(
            "null_name.so", Recipe("descriptor", "-DNAME=NULL"), .descriptorNullField,
            "its descriptor has NULL for name"),
        Specimen(
            "null_register.so", Recipe("descriptor", "-DREGISTER=NULL"), .descriptorNullField,
            "its descriptor has NULL for register_plugin"),
        Specimen(
            "long_name.so", Recipe("descriptor", Recipe.define("NAME", String(repeating: "n", count: 65))),
            .descriptorTooLong, "the name of its descriptor is longer than 64 bytes"),
        Specimen(
            "latin1.so", Recipe("descriptor", Recipe.define("VERSION", #"1.0.0-caf\351"#)), .descriptorNotUTF8,
            "the version of its descriptor is not UTF-8"),
        Specimen(
            "bare_bad_name.so", Recipe("descriptor", Recipe.define("NAME", "9lives")), .nameInvalid,
            "its name '9lives' is not one; names are [a-z][a-z0-9_]{0,63}"),
        Specimen(
            "bare_bad_kind.so", Recipe("descriptor", Recipe.define("KIND", "gizmo")), .kindUnknown,
            "its kind 'gizmo' is unknown; "
                + "the kinds are field_type, dashboard_widget, integration_adapter, celery_task"),
        Specimen(
            "bare_bad_version.so", Recipe("descriptor", Recipe.define("VERSION", "v1")), .versionInvalid,
            "its version 'v1' is no semantic version: expected the major number at column 1"),
        Specimen(
            "bare_no_range.so", Recipe("descriptor", "-DCOMPATIBLE_WITH=NULL"), .versionRangeMissing,
            "its compatible_with is NULL; it must say which versions of Vigilo it is for, such as '>=1.0,<2.0'"),
        Specimen(
            "bare_bad_range.so", Recipe("descriptor", Recipe.define("COMPATIBLE_WITH", "~=1")), .versionRangeInvalid,
            "its compatible_with '~=1' cannot be read: "
                + "expected '.' and a second number, which '~=' needs at column 4"),
        Specimen(
            "bare_too_new.so", Recipe("descriptor", Recipe.define("COMPATIBLE_WITH", ">1")), .versionIncompatible,
            "it needs Vigilo >1, and this is Vigilo 1.0.0"),
    ]

    private static func registering(_ what: String) -> Recipe {
        Recipe("registration", Recipe.define("NAME", "registering"), "-DREGISTER_\(what)")
    }

    static let registrations: [Specimen] = [
        Specimen(
            "register_half.so", registering("HALF"), .registerFailed,
            "its register_plugin failed: the licence file is missing"),
        Specimen(
            "register_mute.so", registering("MUTE"), .registerFailed,
            "its register_plugin failed with status 77 and gave no reason"),
        Specimen(
            "register_nothing.so", registering("NOTHING"), .registerNothing,
            "it registers nothing; it must bring at least one extension or function"),
        Specimen(
            "register_widget.so", registering("WIDGET"), .registerKindNotAllowed,
            "it registers a dashboard widget, which a plugin of kind 'field_type' may not; "
                + "that needs kind 'dashboard_widget'"),
        Specimen(
            "register_bad_key.so", registering("BAD_KEY"), .registerKeyInvalid,
            "the key 'Not-A-Key' of the field type it registers is not one; it must be [a-z][a-z0-9_]{0,63}"),
        Specimen(
            "register_core_key.so", registering(#"TAKEN_KEY="text""#), .registerKeyTaken,
            "the field type 'text' is already registered by 'vigilo'"),
        Specimen(
            "register_taken_key.so", registering(#"TAKEN_KEY="first""#), .registerKeyTaken,
            "the field type 'first' is already registered by 'first'"),
        Specimen(
            "register_twice.so", registering("TWICE"), .registerKeyTaken,
            "it registers the field type 'half_registered' twice"),
        Specimen(
            "register_null.so", registering("NULL"), .registerInvalid, "it registers NULL as a field type"),
        Specimen(
            "register_signature.so", registering("BAD_SIGNATURE"), .registerSignature,
            "the signature of the function 'twice' is wrong at column 17: "
                + "'float' is not a type; the types are bool i32 i64 u64 f64 str bytes json"),
    ]

    static let all = files + images + notes + claims + loading + descriptors + registrations + harms + clashes
}
