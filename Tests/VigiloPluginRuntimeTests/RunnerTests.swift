// The program vigilo-runner, run for real.

import Glibc
import Testing
import VigiloJSON

@Suite struct RunnerTests {
    private func run(_ arguments: String..., discardingErrors: Bool = false) throws -> (status: Int32, output: String) {
        let command = ([Self.runner] + arguments).map { "'\($0)'" }.joined(separator: " ")
        return try shell("\(command) 2>\(discardingErrors ? "/dev/null" : "&1")")
    }

    /// Beside the program of these tests.
    private static let runner: String = {
        var path = [CChar](repeating: 0, count: 4096)
        let length = readlink("/proc/self/exe", &path, path.count)
        let me = String(decoding: path.prefix(max(length, 0)).map(UInt8.init(bitPattern:)), as: UTF8.self)
        return me.split(separator: "/").dropLast().map { "/\($0)" }.joined() + "/vigilo-runner"
    }()

    private func shell(_ command: String) throws -> (status: Int32, output: String) {
        let pipe = try #require(popen(command, "r"))
        var output: [UInt8] = []
        while case let byte = fgetc(pipe), byte != EOF { output.append(UInt8(truncatingIfNeeded: byte)) }
        return (pclose(pipe) >> 8 & 0xFF, String(decoding: output, as: UTF8.self))
    }

    private func line(_ output: String) throws -> JSONValue {
        #expect(output.hasSuffix("\n") && output.filter { $0 == "\n" }.count == 1)
        return try JSONValue(parsing: output)
    }

    @Test func `a plugin is described with everything it registers`() async throws {
        let result = try run("--probe", try await Fixture("functions.c").path)
        #expect(result.status == 0)
        let report = try line(result.output)
        #expect(report["name"] == "functions" && report["kind"] == "field_type" && report["pure"] == true)
        #expect(report["compatible_with"] == ">=1.0" && report["version"] == "1.0.0" && report["thread_safe"] == false)
        let first = report["functions"]?.arrayValue?.first
        #expect(first == ["name": "same_bool", "signature": "bool(bool v)", "summary": nil, "pure": true])
        #expect(report["periodic_tasks"] == [])
    }

    @Test func `extensions are described by kind`() async throws {
        let widget = try run(
            "--vigilo-version", "1.0.0", "--probe",
            try await Fixture("extensions.c", defines: ["EXTENSION_KIND=2"]).path)
        // The plugin logs while it registers; that goes to standard error, which this test sees, too.
        let lines = widget.output.split(separator: "\n").map(String.init)
        #expect(lines.first == "extended: info: registering")
        #expect(
            try JSONValue(parsing: lines.last ?? "")["dashboard_widgets"] == [
                ["key": "tile", "label": "Tile", "config_schema": [:], "default_width": 12, "default_height": 1]
            ])
        let tasks = try line(
            try run("--probe", try await Fixture("extensions.c", defines: ["EXTENSION_KIND=4"]).path).output)
        #expect(tasks["periodic_tasks"]?.arrayValue?.map { $0["cron"] ?? nil } == [nil, "0 6 * * MON-FRI"])
    }

    @Test func `a refusal has its reason and its sentence`() async throws {
        let result = try run("--probe", try await Fixture("descriptor.c", defines: ["ABI=9"]).path)
        #expect(result.status == 1)
        #expect(try line(result.output)["refused"]?["reason"] == "abi.future")
    }

    @Test func `what a plugin prints does not get into the report`() async throws {
        let fixture = try await Fixture("registration.c", defines: ["DO=puts(\"noise\"); fflush(stdout)", "FUNCTION"])
        let result = try run("--probe", fixture.path, discardingErrors: true)
        #expect(try line(result.output)["name"] == "registering")
    }

    @Test func `a plugin that ends the process is told of with the step, and the exit status says so`() async throws {
        let fixture = try await Fixture("registration.c", defines: ["DO=__builtin_trap()", "FUNCTION"])
        let result = try run("--probe", fixture.path, "--name", "bad.so", discardingErrors: true)
        #expect(result.status == 3)
        let report = try line(result.output)
        #expect(report["name"] == "registering" && report["version"] == "1.0.0")
        #expect(report["quarantined"]?["reason"] == "probe.crashed" && report["quarantined"]?["step"] == "register")
        #expect(report["quarantined"]?["backtrace"]?.arrayValue?.isEmpty == false)
    }

    @Test func `what a plugin has changed in the process is told with it`() async throws {
        let fixture = try await Fixture(
            "registration.c", defines: ["DO=extern int chdir(const char *); chdir(\"/usr\")", "FUNCTION"])
        let result = try shell("cd /tmp && '\(Self.runner)' --probe '\(fixture.path)'")
        #expect(result.status == 0)
        #expect(
            try line(result.output)["warnings"] == [
                [
                    "code": "guard.working_directory",
                    "sentence": "it changed the working directory from /tmp to /usr; undone",
                ]
            ])
    }

    @Test func `a crash names the plugin's own file, whatever its copy is called`() async throws {
        let fixture = try await Fixture("registration.c", defines: ["DO=__builtin_trap()", "FUNCTION"])
        let result = try run("--probe", fixture.path, "--name", "mine.so", discardingErrors: true)
        let backtrace = try line(result.output)["quarantined"]?["backtrace"]?.arrayValue?.compactMap(\.stringValue)
        #expect(backtrace?.first?.hasPrefix("? (mine.so+0x") == true)
        #expect(backtrace?.contains { $0.contains(fixture.fileName) } == false)
    }

    @Test func `a plugin gets the configuration from standard input, and nothing to read there`() async throws {
        let fixture = try await Fixture(
            "registration.c",
            defines: [
                """
                DO=const vigilo_config_v1 *c = host->service(host, VIGILO_SERVICE_CONFIG); vigilo_bytes b; \
                c->get(c, &b); fprintf(stderr, "%.*s %d\\n", (int)b.len, (const char *)b.data, getchar())
                """, "FUNCTION",
            ])
        let command = "'\(Self.runner)' --probe '\(fixture.path)' --configuration -"
        let result = try shell("echo '{\"secret\": 1}' | \(command) 2>&1 >/dev/null")
        #expect(result.output == "{\"secret\":1} -1\n")
        #expect(try shell("echo '[1]' | \(command) 2>/dev/null").status == 2)
        #expect(try shell("\(command) </dev/null 2>/dev/null").status == 2)
    }

    @Test(.timeLimit(.minutes(5)))
    func `a probe whose report nobody reads ends with everything that it started`() async throws {
        // The plugin tells its process's number, and then waits for ever; the reader goes when it has read that.
        let fixture = try await Fixture(
            "registration.c",
            defines: [
                "DO=extern int getpid(void), pause(void); fprintf(stderr, \"%d\\n\", getpid()); for (;;) pause()",
                "FUNCTION",
            ])
        let errors = fixture.path + ".errors"
        let script = """
            '\(Self.runner)' --deadline 600 --probe '\(fixture.path)' 2>'\(errors)' | until [ -s '\(errors)' ]; do :; done
            echo ${PIPESTATUS[0]}; head -1 '\(errors)'
            """
        let lines = try shell("bash -c \"\(script.replacing("$", with: "\\$"))\"").output.split(separator: "\n")
        #expect(lines.first == "4")
        let id = try #require(lines.dropFirst().first.flatMap { Int32($0) })
        #expect(kill(id, 0) == -1 && errno == ESRCH)
    }

    @Test func `a command line that makes no sense is told so`() throws {
        for arguments in [[], ["--probe"], ["--probe", ""], ["--nonsense"]] {
            let result =
                switch arguments.count {
                case 0: try run()
                case 1: try run(arguments[0])
                default: try run(arguments[0], arguments[1])
                }
            #expect(result.status == 2)
            #expect(result.output.contains("usage: vigilo-runner"))
        }
        #expect(try run("--version").output == "vigilo-runner, plugin ABI 1\n")
    }
}
