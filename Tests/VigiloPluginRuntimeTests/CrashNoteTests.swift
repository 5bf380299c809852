// What a process says with its last breath, and that it dies as it would have without a word.

import Glibc
import Testing
import VigiloExtensionPoints
import VigiloJSON

@testable import VigiloPluginRuntime

@Suite struct CrashNoteTests {
    private func lines(_ result: ExitTest.Result?) -> [String] {
        String(decoding: result?.standardErrorContent ?? [], as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test func `a crash in a plugin names the process, what is known of it, and the calls under way`() async throws {
        let fixture = try await Fixture("registration.c", defines: ["DO=__builtin_trap()", "FUNCTION"])
        let result = await #expect(processExitsWith: .signal(SIGILL), observing: [\.standardErrorContent]) {
            [path = fixture.path as String] in
            CrashNote.install(program: "vigilod 1.0.0")
            CrashNote.set(["tainted by: old"])
            CrashNote.set(["tainted by: probe.skipped (x.so)", "loading: y.so\u{7}\nz"])
            _ = try LoadedPlugin.open(path: path, displayName: "y.so")
                .register(services: FakeServices(), vigiloVersion: "1.0.0")
        }
        let lines = lines(result)
        #expect(
            lines.first == "vigilod 1.0.0 ended by SIGILL; tainted by: probe.skipped (x.so); loading: y.so\\u{7}\\nz")
        #expect(lines.dropFirst().first?.hasPrefix("  at ? (\(fixture.fileName)+0x") == true, "\(lines)")
        // The program exports no names of its own; the offset is what addr2line takes.
        #expect(lines.dropFirst(2).first?.hasPrefix("  at ? (") == true && !lines[2].contains(fixture.fileName))
    }

    @Test(arguments: [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGSYS])
    func `every fatal signal is named, and ends the process itself`(_ signal: Int32) async throws {
        let names = [
            SIGSEGV: "SIGSEGV", SIGBUS: "SIGBUS", SIGILL: "SIGILL", SIGFPE: "SIGFPE", SIGABRT: "SIGABRT",
            SIGTRAP: "SIGTRAP", SIGSYS: "SIGSYS",
        ]
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            [signal = signal as Int32] in
            CrashNote.install(program: "vigilod 1.0.0")
            // Of a thread that has blocked it, only abort gets through.
            if signal == SIGABRT { abort() } else { raise(signal) }
        }
        #expect(result?.exitStatus == .signal(signal))
        #expect(lines(result).first == "vigilod 1.0.0 ended by \(names[signal] ?? "?")")
    }

    @Test func `a plugin's thread that has used up its stack can still say so`() async throws {
        let fixture = try await Fixture("stack.c")
        let result = await #expect(processExitsWith: .signal(SIGSEGV), observing: [\.standardErrorContent]) {
            [path = fixture.path as String] in
            CrashNote.install(program: "vigilod 1.0.0")
            let (_, draft) = try Fixture(existing: path).register()
            let function = try #require(draft.functions.first)
            _ = try await function.call([:], context: CallContext())
        }
        #expect(lines(result).first == "vigilod 1.0.0 ended by SIGSEGV")
        #expect(lines(result).dropFirst().first?.hasPrefix("  at deeper (") == true, "\(lines(result))")
    }

    @Test func `a handler that was there before has its turn, with what the system knows of the fault`() async throws {
        let result = await #expect(processExitsWith: .exitCode(77), observing: [\.standardErrorContent]) {
            var action = sigaction()
            action.sa_flags = SA_SIGINFO
            action.__sigaction_handler.sa_sigaction = { _, info, _ in
                // The address of the fault, which a signal that is only raised does not have.
                _exit(info?.pointee._sifields._sigfault.si_addr == UnsafeMutableRawPointer(bitPattern: 8) ? 77 : 78)
            }
            sigaction(SIGSEGV, &action, nil)
            CrashNote.install(program: "vigilod 1.0.0")
            UnsafeMutablePointer<UInt8>(bitPattern: 8)?.pointee = 1
        }
        #expect(lines(result).first == "vigilod 1.0.0 ended by SIGSEGV")
    }
}
