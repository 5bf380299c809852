// Plugins in C, built by the tests with the system's compiler against the real headers.

import Dispatch
import Glibc
import Synchronization
import Testing
import VigiloExtensionPoints

@testable import VigiloPluginRuntime

/// A shared object built from one of the files in Fixtures. Each one has a path of its own, so none shares its globals.
struct Fixture {
    let path: String

    var fileName: String { path.split(separator: "/").last.map(String.init) ?? path }

    /// A copy of what gcc makes of `source` with macros such as `"ABI=0"` and further arguments.
    init(_ source: String, defines: [String] = [], arguments: [String] = []) async throws {
        let built = try await Self.build(source, defines: defines, arguments: arguments)
        let number = Self.count.wrappingAdd(1, ordering: .relaxed).oldValue
        path = "\(Self.folder)/\(source.prefix { $0 != "." })-\(number).so"
        try Self.copy(built, to: path)
    }

    /// One that another process has built.
    init(existing path: String) {
        self.path = path
    }

    func open() throws(Refusal) -> LoadedPlugin {
        try LoadedPlugin.open(path: path, displayName: fileName)
    }

    /// Opens and registers with services that do nothing, unless others are given.
    func register(_ services: any HostServices = FakeServices()) throws -> (LoadedPlugin, RegistrationDraft) {
        let plugin = try open()
        return (plugin, try plugin.register(services: services, vigiloVersion: "1.0.0"))
    }

    /// An exported function of the fixture, which must be loaded.
    func symbol(_ name: String) throws -> UnsafeRawPointer {
        let handle = try #require(dlopen(path, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE))
        return UnsafeRawPointer(try #require(dlsym(handle, name), "no symbol \(name)"))
    }

    /// Calls an exported `int name(void)`.
    @discardableResult
    func call(_ name: String) throws -> Int32 {
        unsafeBitCast(try symbol(name), to: (@convention(c) () -> Int32).self)()
    }

    private static let count = Atomic<Int>(0)
    private static let builds = Mutex<[[String]: Task<String, any Error>]>([:])
    private static let compilers = (0..<2).map { DispatchQueue(label: "fixtures-\($0)") }

    /// Compiles once for each list of arguments; the path of what came out.
    private static func build(_ source: String, defines: [String], arguments: [String]) async throws -> String {
        let key = [source] + defines + ["--"] + arguments
        let task = builds.withLock { builds in
            if let task = builds[key] { return task }
            let number = builds.count
            let output = "\(folder)/build-\(number).so"
            let command =
                ["gcc", "-std=c11", "-D_GNU_SOURCE", "-shared", "-fPIC", "-fvisibility=hidden", "-w", "-I", headers]
                + defines.map { "-D\($0)" } + ["-o", output, "\(sources)/\(source)"] + arguments
            let task = Task { () throws -> String in
                let line = command.map(quoted).joined(separator: " ")
                // gcc blocks, and must not do so on the threads that the tests run on.
                let status = await withCheckedContinuation { continuation in
                    compilers[number % compilers.count].async { continuation.resume(returning: system(line)) }
                }
                try #require(status == 0, "gcc could not build \(source)")
                return output
            }
            builds[key] = task
            return task
        }
        return try await task.value
    }

    /// A real copy: the loader takes two names of one file for the same library.
    private static func copy(_ source: String, to target: String) throws {
        let input = Glibc.open(source, O_RDONLY)
        let output = Glibc.open(target, O_WRONLY | O_CREAT | O_EXCL, 0o755)
        defer { [input, output].forEach { close($0) } }
        try #require(input >= 0 && output >= 0 && sendfile(output, input, nil, 1 << 30) > 0)
    }

    private static let testFolder = #filePath.split(separator: "/").dropLast(2).map { "/\($0)" }.joined()
    private static let sources = testFolder + "/Fixtures"
    private static let headers =
        testFolder.split(separator: "/").dropLast(2).map { "/\($0)" }.joined()
        + "/PluginSDK/Sources/CVigiloPlugin/include"

    /// Removed when the tests end; what is mapped stays.
    static let folder: String = {
        var template = Array("/tmp/vigilo-fixtures-XXXXXX".utf8CString)
        guard let folder = mkdtemp(&template).map({ String(cString: $0) }) else { return "/tmp" }
        createdFolder.withLock { $0 = folder }
        atexit { _ = system("rm -rf '\(createdFolder.withLock { $0 })'") }
        return folder
    }()

    private static let createdFolder = Mutex("")

    private static func quoted(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}

/// The refusal that `body` ends in.
func refusal(_ body: () throws -> Void) throws -> Refusal {
    try #require(throws: Refusal.self, performing: body)
}

/// The error that a call ends in.
func extensionError(_ body: () async throws -> Void) async throws -> ExtensionError {
    do {
        try await body()
    } catch let error as ExtensionError {
        return error
    }
    return try #require(nil, "the call did not fail")
}
