// Opening a file: every refusal between dlopen and the descriptor's last text.

import Glibc
import Testing
import VigiloExtensionPoints

@testable import VigiloPluginRuntime

@Suite struct LoadingTests {
    @Test func `a plugin's descriptor is read as it is written`() async throws {
        let plugin = try await Fixture("descriptor.c", defines: ["FLAGS=3"]).open()
        #expect(
            plugin.descriptor
                == PluginDescriptor(
                    name: "described", kind: .fieldType, version: "1.2.3", compatibleWith: ">=1.0,<2.0",
                    isThreadSafe: true, isPure: true))
    }

    @Test func `without flags a plugin is neither thread-safe nor pure`() async throws {
        let descriptor = try await Fixture("descriptor.c").open().descriptor
        #expect(!descriptor.isThreadSafe && !descriptor.isPure)
    }

    @Test(arguments: PluginKind.allCases)
    func `each of the four kinds is known`(_ kind: PluginKind) async throws {
        #expect(
            try await Fixture("descriptor.c", defines: ["KIND=\"\(kind.rawValue)\""]).open().descriptor.kind == kind)
    }

    struct BadDescriptor: Sendable, CustomTestStringConvertible {
        let defines: [String]
        let reason: ReasonCode
        let sentence: String
        var testDescription: String { "\(defines) is \(reason.rawValue)" }

        init(_ defines: String..., reason: ReasonCode, sentence: String) {
            self.defines = defines
            self.reason = reason
            self.sentence = sentence
        }
    }

    @Test(arguments: [
        BadDescriptor("RETURNS_NULL", reason: .entryNull, sentence: "returned NULL"),
        BadDescriptor("ABI=0", reason: .abiUnsupported, sentence: "plugin ABI 0; this host speaks 1"),
        BadDescriptor("ABI=2", "SIZE=8", "NAME=NULL", reason: .abiFuture, sentence: "plugin ABI 2"),
        BadDescriptor("ABI=4294967295u", reason: .abiFuture, sentence: "plugin ABI 4294967295"),
        BadDescriptor("SIZE=71", "NAME=NULL", reason: .descriptorTooSmall, sentence: "is 71 bytes long"),
        BadDescriptor("SIZE=0", reason: .descriptorTooSmall, sentence: "needs 72"),
        BadDescriptor("NAME=NULL", reason: .descriptorNullField, sentence: "NULL for name"),
        BadDescriptor("KIND=NULL", reason: .descriptorNullField, sentence: "NULL for kind"),
        BadDescriptor("VERSION=NULL", reason: .descriptorNullField, sentence: "NULL for version"),
        BadDescriptor("REGISTER=NULL", reason: .descriptorNullField, sentence: "NULL for register_plugin"),
        BadDescriptor("NAME=TEXT_60 \"aaaaa\"", reason: .descriptorTooLong, sentence: "longer than 64 bytes"),
        BadDescriptor("KIND=TEXT_OF_300_BYTES", reason: .descriptorTooLong, sentence: "the kind of"),
        BadDescriptor("VERSION=TEXT_OF_300_BYTES", reason: .descriptorTooLong, sentence: "longer than 128 bytes"),
        BadDescriptor("RANGE=TEXT_OF_300_BYTES", reason: .descriptorTooLong, sentence: "longer than 256 bytes"),
        BadDescriptor("NAME=\"\\xff\"", reason: .descriptorNotUTF8, sentence: "the name of its descriptor"),
        BadDescriptor("KIND=\"\\xc3\"", reason: .descriptorNotUTF8, sentence: "the kind"),
        BadDescriptor("VERSION=\"1.0.0\\xed\\xa0\\x80\"", reason: .descriptorNotUTF8, sentence: "the version"),
        BadDescriptor("RANGE=\"\\xfe\"", reason: .descriptorNotUTF8, sentence: "the compatible_with"),
        BadDescriptor("NAME=\"\"", reason: .nameInvalid, sentence: "[a-z][a-z0-9_]{0,63}"),
        BadDescriptor("NAME=\"Upper\"", reason: .nameInvalid, sentence: "'Upper'"),
        BadDescriptor("NAME=\"1st\"", reason: .nameInvalid, sentence: "'1st'"),
        BadDescriptor("NAME=\"a\\nb\"", reason: .nameInvalid, sentence: "'a\\nb'"),
        BadDescriptor("NAME=\"a/b\"", reason: .nameInvalid, sentence: "'a/b'"),
        BadDescriptor(
            "KIND=\"teapot\"", reason: .kindUnknown,
            sentence: "the kinds are field_type, dashboard_widget, integration_adapter, celery_task"),
        BadDescriptor("RANGE=NULL", reason: .versionRangeMissing, sentence: "compatible_with is NULL"),
        BadDescriptor("RANGE=\"\"", reason: .versionRangeMissing, sentence: "compatible_with is empty"),
    ])
    func `a bad descriptor is refused with its reason`(_ bad: BadDescriptor) async throws {
        let fixture = try await Fixture("descriptor.c", defines: bad.defines)
        let refusal = try refusal { _ = try fixture.open() }
        #expect(refusal.reason == bad.reason)
        #expect(refusal.sentence.contains(bad.sentence), "\(refusal.sentence)")
    }

    @Test func `a name of 64 letters is just short enough`() async throws {
        let plugin = try await Fixture("descriptor.c", defines: ["NAME=TEXT_60 \"aaaa\""]).open()
        #expect(plugin.descriptor.name.utf8.count == 64)
    }

    @Test func `a larger descriptor than this host knows is taken`() async throws {
        #expect(try await Fixture("descriptor.c", defines: ["SIZE=500"]).open().descriptor.name == "described")
    }
}

@Suite struct OpeningTests {
    @Test func `a library without the entry is no plugin`() async throws {
        let fixture = try await Fixture("no_entry.c")
        let refusal = try refusal { _ = try fixture.open() }
        #expect(refusal.reason == .entryMissing)
        #expect(refusal.sentence == "it exports no function 'vigilo_plugin_entry'; it is not a Vigilo plugin")
    }

    @Test func `an entry that is data is not called`() async throws {
        let fixture = try await Fixture("data_entry.c")
        let refusal = try refusal { _ = try fixture.open() }
        #expect(refusal.reason == .entryMissing)
        #expect(refusal.sentence == "its symbol 'vigilo_plugin_entry' is data, and must be a function")
    }

    @Test func `the entry of a library that it needs is not its own`() async throws {
        let other = try await Fixture("descriptor.c")
        let fixture = try await Fixture("no_entry.c", arguments: ["-Wl,--no-as-needed", other.path])
        let refusal = try refusal { _ = try fixture.open() }
        #expect(refusal.reason == .entryMissing)
        #expect(refusal.sentence.contains("belongs to a library it needs"))
    }

    @Test func `an undefined symbol is named`() async throws {
        let fixture = try await Fixture("undefined_symbol.c")
        let refusal = try refusal { _ = try fixture.open() }
        #expect(refusal.reason == .loadSymbolUndefined)
        #expect(refusal.sentence.hasPrefix("it needs the symbol 'nobody_has_this_function'"))
    }

    @Test func `a missing library is named`() async throws {
        let needed = try await Fixture("no_entry.c")
        let fixture = try await Fixture("descriptor.c", arguments: ["-Wl,--no-as-needed", needed.path])
        unlink(needed.path)
        let refusal = try refusal { _ = try fixture.open() }
        #expect(refusal.reason == .loadDependencyMissing)
        #expect(refusal.sentence == "it needs the library '\(needed.fileName)', which is not installed here")
    }

    @Test func `a file that is not there, or no library, is refused under the name that the operator knows`() throws {
        let missing = try refusal { _ = try LoadedPlugin.open(path: "/nonexistent/staged.so", displayName: "mine.so") }
        #expect(missing.reason == .loadFailed)
        #expect(missing.sentence.contains("No such file") && !missing.sentence.contains("staged.so"))
        let text = "\(Fixture.folder)/text.so"
        let file = try #require(fopen(text, "w"))
        fputs(String(repeating: "this is no library\n", count: 100), file)
        fclose(file)
        #expect(try refusal { _ = try LoadedPlugin.open(path: text, displayName: "text.so") }.reason == .loadFailed)
    }

    @Test func `a wanted version of a library is told`() {
        let message = "/lib/libc.so.6: version `GLIBC_2.99' not found (required by /tmp/abc.so)"
        let refusal = LoaderMessage(message, path: "/tmp/abc.so", displayName: "x.so").refusal
        #expect(refusal.reason == .loadDependencyMissing)
        #expect(refusal.sentence == "it needs version GLIBC_2.99 of libc.so.6, which is not the one installed here")
    }

    @Test func `a symbol that a library of the plugin lacks is told as the library's`() {
        let message = "/opt/libhelper.so: undefined symbol: helper_init, version HELPER_2"
        let refusal = LoaderMessage(message, path: "/tmp/abc.so", displayName: "x.so").refusal
        #expect(refusal.reason == .loadSymbolUndefined)
        #expect(refusal.sentence.hasPrefix("its library 'libhelper.so' needs the symbol 'helper_init'"))
    }
}
