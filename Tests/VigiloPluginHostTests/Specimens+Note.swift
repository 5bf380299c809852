// Bad files, part three: what their manifest note gives away before they are loaded.

import Foundation
import VigiloExtensionPoints

extension Specimen {
    private static func note(_ text: String, _ flags: String...) -> Recipe {
        var recipe = Recipe("note", Recipe.define("NOTE", text))
        recipe.flags += flags
        return recipe
    }

    private static let whole =
        #"abi=1\nname=noted\nkind=field_type\nversion=1.0.0\ncompatible_with=>=1.0\ncompiler=gcc\n"#
    private static let unreadable = "its manifest note cannot be read:"

    static let notes: [Specimen] = [
        Specimen(
            "note_open.so", note(#"abi=1\nname=x"#), .noteMalformed, "\(unreadable) its last line is not closed"),
        Specimen(
            "note_formless.so", note(#"abi=1\nname\n"#), .noteMalformed,
            "\(unreadable) line 2 is not of the form key=value"),
        Specimen(
            "note_missing.so", note(#"abi=1\nkind=field_type\n"#), .noteMalformed, "\(unreadable) 'name' is missing"),
        Specimen(
            "note_twice_key.so", note(#"name=a\nname=b\n"#), .noteMalformed, "\(unreadable) 'name' stands in it twice"),
        Specimen(
            "note_twice.so", note(whole, "-DTWO_NOTES"), .noteMalformed, "\(unreadable) there are two of it"),
        Specimen(
            "note_latin1.so", note(#"name=caf\351\n"#), .noteMalformed, "\(unreadable) it is not UTF-8"),
        Specimen(
            "note_control.so", note(#"abi=1\nname=a\033[2J\n"#), .noteMalformed,
            "\(unreadable) line 2 holds the control character U+001B"),
        Specimen(
            "note_abi_word.so", note(#"abi=one\n"#), .noteMalformed,
            "\(unreadable) 'abi' is 'one', and it must be a whole number"),
        Specimen(
            "note_cut.so", note(whole, "-DCONTENT_LENGTH=70000"), .noteMalformed,
            "one of its notes reaches beyond the end of its segment"),
        Specimen(
            "note_long.so",
            note(whole + "more=" + String(repeating: "x", count: 5000) + #"\n"#), .noteMalformed,
            "\(unreadable) it is 5088 bytes long, and at most 4096 are allowed"),
        Specimen(
            "note_long_version.so",
            note(#"abi=1\nname=x\nkind=field_type\nversion=1.0.0-"# + String(repeating: "x", count: 123) + #"\n"#),
            .noteMalformed, "\(unreadable) 'version' is 129 bytes long, and at most 128 are allowed"),
        Specimen(
            "note_future.so", note(whole.replacing("abi=1", with: "abi=2")), .abiFuture,
            "it was built for plugin ABI 2; this host speaks up to 1: "
                + "it needs a newer Vigilo, or a build against older headers"),
        Specimen(
            "note_past.so", note(whole.replacing("abi=1", with: "abi=0")), .abiUnsupported,
            "its manifest note says plugin ABI 0; this host speaks 1"),
        Specimen(
            "note_disagrees.so", note(whole.replacing("version=1.0.0", with: "version=1.0.1"), "-DENTRY"),
            .noteDisagrees,
            "its manifest note gives the version '1.0.1', and its descriptor '1.0.0'; "
                + "rebuild it so that both come from one source"),
    ]

    /// What a plugin claims of itself, judged from its note.
    static let claims: [Specimen] = [
        Specimen(
            "bad_name.so", Recipe("plugin", Recipe.define("NAME", "Not-A-Name")), .nameInvalid,
            "its name 'Not-A-Name' is not one; names are [a-z][a-z0-9_]{0,63}"),
        Specimen(
            "own_name.so", Recipe("plugin", Recipe.define("NAME", "vigilo")), .nameTaken,
            "its name 'vigilo' is Vigilo's own; give the plugin another"),
        Specimen(
            "bad_kind.so", Recipe("plugin", Recipe.define("KIND", "gizmo")), .kindUnknown,
            "its kind 'gizmo' is unknown; "
                + "the kinds are field_type, dashboard_widget, integration_adapter, celery_task"),
        Specimen(
            "bad_version.so", Recipe("plugin", Recipe.define("VERSION", "1.2")), .versionInvalid,
            "its version '1.2' is no semantic version: expected '.' and the patch number at column 4"),
        Specimen(
            "no_range.so", Recipe("plugin", Recipe.define("COMPATIBLE_WITH", "")), .versionRangeMissing,
            "its compatible_with is empty; it must say which versions of Vigilo it is for, such as '>=1.0,<2.0'"),
        Specimen(
            "bad_range.so", Recipe("plugin", Recipe.define("COMPATIBLE_WITH", ">=1.0,2.0")), .versionRangeInvalid,
            "its compatible_with '>=1.0,2.0' cannot be read: expected one of ==, !=, >=, >, <=, <, ~= at column 7"),
        Specimen(
            "too_new.so", Recipe("plugin", Recipe.define("COMPATIBLE_WITH", ">=2.0,<3.0")), .versionIncompatible,
            "it needs Vigilo >=2.0,<3.0, and this is Vigilo 1.0.0"),
        Specimen(
            "too_old.so", Recipe("plugin", Recipe.define("COMPATIBLE_WITH", "<1.0")), .versionIncompatible,
            "it needs Vigilo <1.0, and this is Vigilo 1.0.0"),
    ]
}
