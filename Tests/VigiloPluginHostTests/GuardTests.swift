// What a plugin changes in the process that loads it is named, and undone.

import Foundation
import Glibc
import Testing
import VigiloExtensionPoints
import VigiloJSON

@testable import VigiloPluginHost

/// A change that `meddling.c` makes, and what is said of it.
struct Meddling: Sendable, Codable, CustomTestStringConvertible {
    let flag: String
    let code: String
    let sentence: String
    /// Only a process of its own is quiet enough to see it.
    var isSeenInProbeAlone = false

    var testDescription: String { flag }

    static let all = [
        Meddling(
            flag: "-DCHANGE_SIGNALS", code: "guard.signal_handler",
            sentence: "it replaced the handler of SIGUSR2 (the system's own, now code of meddling.so), "
                + "SIGWINCH (the system's own, now ignored); undone"),
        Meddling(
            flag: "-DCHANGE_MASK", code: "guard.signal_mask",
            sentence: "in the thread that loads plugins it blocked SIGFPE; undone"),
        Meddling(
            flag: "-DCHANGE_FOLDER=\"/usr\"", code: "guard.working_directory",
            sentence: "it changed the working directory from /tmp to /usr; undone"),
        Meddling(
            flag: "-DCHANGE_UMASK", code: "guard.umask", sentence: "it changed the umask from 0027 to 0077; undone"),
        Meddling(
            flag: "-DCHANGE_LOCALE", code: "guard.locale",
            sentence: "it changed the locale from C to C.UTF-8; undone"),
        Meddling(
            flag: "-DCHANGE_ROUNDING", code: "guard.rounding_mode",
            sentence: "it had floating-point numbers rounded upward instead of to the nearest; undone"),
        Meddling(
            flag: "-DCHANGE_ENVIRONMENT", code: "guard.environment",
            sentence: "it changed environment variables: VIGILO_ZOO_KEPT changed, VIGILO_ZOO_NEW added, "
                + "VIGILO_ZOO_GONE removed; undone"),
        Meddling(
            flag: "-DCHANGE_THREADS", code: "guard.threads", sentence: "it left a thread running: 'meddler'",
            isSeenInProbeAlone: true),
        Meddling(
            flag: "-DCHANGE_DESCRIPTORS", code: "guard.descriptors",
            sentence: "it left a file or socket open: /etc/hostname", isSeenInProbeAlone: true),
    ]
}

@Suite struct GuardTests {
    @Test(arguments: Meddling.all, ["CONSTRUCTOR", "REGISTER"])
    func `what a plugin changes in the process is named, undone, and does not keep it out`(
        _ meddling: Meddling, _ time: String
    ) async throws {
        let folder = try TemporaryFolder("meddling")
        try await put(meddling, time, in: folder)
        // In a process of its own: what it changes is everybody's.
        let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
            [folder = folder.path as String, isProbed = meddling.isSeenInProbeAlone as Bool] in
            try await Story.ofOneStart(in: folder, isProbed: isProbed)
        }
        #expect(Story.lines(result) == ["active", "\(meddling.code) \(meddling.sentence)", "twice 8", "all as before"])
    }

    @Test(arguments: Meddling.all)
    func `the probe says the same of it, and the verdict keeps it for the next start`(_ meddling: Meddling) async throws
    {
        let folder = try TemporaryFolder("meddling")
        try await put(meddling, "REGISTER", in: folder)
        let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
            [folder = folder.path as String] in try await Story.ofTwoStarts(in: folder)
        }
        let warning = "\(meddling.code) \(meddling.sentence)"
        #expect(Story.lines(result) == ["kept \(warning)", "active", "probed 0"])
    }

    private func put(_ meddling: Meddling, _ time: String, in folder: TemporaryFolder) async throws {
        let recipe = Recipe("meddling", meddling.flag, "-DIN_\(time)")
        let directory = try folder.folder("plugins")
        try TestFile.write(try await Workshop.shared.build(recipe), to: "\(directory)/meddling.so")
    }

    @Test(arguments: WarningCode.allCases.filter { $0.rawValue.hasPrefix("guard.") })
    func `every warning of the guard has a plugin that provokes it`(_ code: WarningCode) {
        #expect(Meddling.all.contains { $0.code == code.rawValue })
    }

    @Test func `one that behaves in its probe and not in the daemon is named all the same`() async throws {
        let folder = try TemporaryFolder("meddling")
        let directory = try folder.folder("plugins")
        let recipe = Recipe(
            "meddling", "-DCHANGE_SIGNALS", "-DIN_REGISTER", Recipe.define("WHEN", folder.path("now")))
        try TestFile.write(try await Workshop.shared.build(recipe), to: "\(directory)/meddling.so")
        try TestFile.write(try await Workshop.shared.build(Recipe("plugin")), to: "\(directory)/good.so")
        let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
            [folder = folder.path as String] in try await Story.ofAChangeOfMind(in: folder)
        }
        let ignored = "replaced the handler of SIGWINCH (the system's own, now ignored); undone"
        #expect(
            Story.lines(result) == [
                "before", "good", "meddling", "after",
                "good guard.signal_handler it or another of the 2 plugins loaded in a row: it \(ignored)",
                "meddling guard.signal_handler it replaced the handler of SIGUSR2 (the system's own, now code of "
                    + "meddling.so); undone",
                "meddling guard.signal_handler it or another of the 2 plugins loaded in a row: it \(ignored)",
                "probed 0", "all as before",
            ])
    }

    @Test func `nothing is said of what a plugin has tidied up`() async throws {
        let recipe = Recipe("meddling", "-DCHANGE_NOTHING", "-DIN_REGISTER")
        let test = try TestHost(probe: .init())
        try await test.put(recipe, "meddling.so")
        try await test.put(Recipe("plugin"), "good.so")
        await test.host.scan()
        #expect(await test.host.plugins().map(\.state) == [.active, .active])
        #expect(await test.host.plugins().flatMap(\.warnings) == [])
    }
}

/// What happens in a process of its own, told on standard output.
private enum Story {
    static func ofOneStart(in folder: String, isProbed: Bool) async throws {
        Surroundings.prepare()
        let test = try TestHost(probe: isProbed ? .init() : nil, in: TemporaryFolder(ofAnotherProcess: folder))
        let before = Surroundings()
        await test.host.scan()
        try await tell(test)
        print("twice", try await test.twice(4, plugin: "meddling").integerValue ?? 0)
        print(Surroundings() == before ? "all as before" : "not all as before")
    }

    static func ofTwoStarts(in folder: String) async throws {
        Surroundings.prepare()
        let probing = TestHost.Probing()
        let first = try TestHost(probe: probing, in: TemporaryFolder(ofAnotherProcess: folder))
        await first.host.scan()
        let file = VerdictFile(probing.configuration(in: first.folder), vigiloVersion: "1.0.0")
        for warning in try file.read().values.flatMap(\.warnings) {
            print("kept", warning.code.rawValue, warning.sentence)
        }
        let second = try TestHost(probe: probing, in: first.folder)
        await second.host.scan()
        print(try #require(await second.host.plugin("meddling")).state)
        print("probed", second.probes ?? -1)
    }

    static func ofAChangeOfMind(in folder: String) async throws {
        Surroundings.prepare()
        let first = try TestHost(probe: .init(), in: TemporaryFolder(ofAnotherProcess: folder))
        await first.host.scan()
        print("before")
        try await list(first)
        try TestFile.write([], to: "\(folder)/now")
        let before = Surroundings()
        // A copy of its own: the same path would be the same image, with its constructors done.
        let second = try TestHost(staging: "\(folder)/other", probe: .init(), in: first.folder)
        await second.host.scan()
        print("after")
        try await list(second)
        print("probed", second.probes ?? -1)
        print(Surroundings() == before ? "all as before" : "not all as before")
    }

    private static func list(_ test: TestHost) async throws {
        for record in await test.host.plugins() {
            let name = record.name ?? "?"
            if record.warnings.isEmpty { print(name) }
            for warning in record.warnings { print(name, warning.code.rawValue, warning.sentence) }
        }
    }

    private static func tell(_ test: TestHost) async throws {
        let record = try #require(await test.host.plugin("meddling"))
        print(record.state.rawValue)
        for warning in record.warnings { print(warning.code.rawValue, warning.sentence) }
    }

    /// Without what the testing library prints itself.
    static func lines(_ result: ExitTest.Result?) -> [String] {
        String(decoding: result?.standardOutputContent ?? [], as: UTF8.self).split(separator: "\n").map(String.init)
    }
}

/// What a plugin must leave as it is.
private struct Surroundings: Equatable {
    let handlers: [UInt]
    let folder = FileManager.default.currentDirectoryPath
    let locale = setlocale(LC_ALL, nil).map { String(cString: $0) }
    let environment = ProcessInfo.processInfo.environment
    let fileMode: mode_t

    static func prepare() {
        umask(0o027)
        chdir("/tmp")
        setenv("VIGILO_ZOO_KEPT", "this", 1)
        setenv("VIGILO_ZOO_GONE", "that", 1)
    }

    init() {
        handlers = (1...64).map { number in
            var action = sigaction()
            sigaction(Int32(number), nil, &action)
            return unsafeBitCast(action.__sigaction_handler.sa_handler, to: UInt.self)
        }
        fileMode = umask(0o027)
    }
}
