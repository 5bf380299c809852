// One run of the program inside the test: arguments and surroundings in, texts and exit status out.

import Glibc
import Synchronization
import Testing

@testable import vigilo

struct Outcome {
    var status: Int32
    var output: String
    var errors: String
}

/// What was written to a stream.
final class Transcript: Sendable {
    private let state = Mutex("")

    var text: String { state.withLock { $0 } }

    func stream(columns: Int? = nil, onWrite: @escaping @Sendable (String) throws -> Void = { _ in }) -> Stream {
        Stream(columns: columns) { text in
            self.state.withLock { $0 += text }
            try onWrite(text)
        }
    }
}

extension Surroundings {
    /// Nothing is set, nobody is at a terminal.
    static func bare(_ environment: [String: String] = [:], columns: Int? = nil) -> Surroundings {
        Surroundings(
            environment: { environment[$0] }, output: Transcript().stream(columns: columns),
            errors: Transcript().stream(),
            input: -1, userID: 1000)
    }
}

/// Runs `vigilo` against a daemon, as a user with a good token and the workspace acme.
func vigilo(
    _ arguments: String..., daemon: FakeDaemon? = nil, environment: [String: String] = [:], columns: Int? = nil
) async -> Outcome {
    await vigilo(arguments, daemon: daemon, environment: environment, columns: columns)
}

/// Runs it as it lies in the build folder, with vigilo-runner beside it and the SDK in the repository.
func builtVigilo(_ arguments: String..., columns: Int? = nil) async -> Outcome {
    await vigilo(arguments, columns: columns, programFolder: Surroundings.ofThisProcess().programFolder)
}

/// The same with the arguments as a list.
func vigilo(
    _ arguments: [String], daemon: FakeDaemon? = nil, environment: [String: String] = [:], columns: Int? = nil,
    programFolder: String? = nil
) async -> Outcome {
    var variables = ["VIGILO_TOKEN": "vgl_good", "VIGILO_WORKSPACE": "acme", "NO_COLOR": "1"]
    variables["VIGILO_HOST"] = daemon?.host ?? "unix:///tmp/vigilo-command-test.no-such-socket"
    variables.merge(environment) { _, new in new }
    let output = Transcript()
    let errors = Transcript()
    let surroundings = Surroundings(
        environment: { [variables] in variables[$0] }, output: output.stream(columns: columns),
        errors: errors.stream(columns: columns),
        input: -1, userID: 1000, programFolder: programFolder)
    let status = await Program.run(arguments, in: surroundings)
    return Outcome(status: status, output: output.text, errors: errors.text)
}

/// A folder that goes away with what is in it.
func withFolder(_ body: (String) async throws -> Void) async throws {
    var template = Array("/tmp/vigilo-command-test.XXXXXX".utf8CString)
    let folder = String(cString: try #require(mkdtemp(&template)))
    do {
        try await body(folder)
    } catch {
        removeAll(in: folder)
        throw error
    }
    removeAll(in: folder)
}

private func removeAll(in folder: String) {
    guard let listing = opendir(folder) else { return }
    while let entry = readdir(listing) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
            $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        guard name != "." && name != ".." else { continue }
        let path = "\(folder)/\(name)"
        if entry.pointee.d_type == UInt8(DT_DIR) { removeAll(in: path) } else { unlink(path) }
    }
    closedir(listing)
    rmdir(folder)
}
