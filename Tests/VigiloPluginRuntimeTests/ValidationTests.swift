// The conformance battery of vigilo-runner, run for real: each fault is found by the test that is there for it.

import Glibc
import Testing
import VigiloJSON

@Suite(.serialized) struct ValidationTests {
    private struct Run {
        var status: Int32
        var report: JSONValue

        func test(_ name: String) -> JSONValue? {
            report["tests"]?.arrayValue?.first { $0["name"]?.stringValue == name }
        }
    }

    private func validate(_ fault: String?, only test: String? = nil, _ more: [String] = []) async throws -> Run {
        let library = try await Fixture("battery.c", defines: fault.map { [$0] } ?? []).path
        var arguments = ["--validate", library, "--seed", "7"] + more
        if let test { arguments += ["--only", test] }
        let result = try Runner.run(arguments)
        return Run(status: result.status, report: try JSONValue(parsing: result.output))
    }

    @Test func `a plugin without a fault passes, with the seed in the report`() async throws {
        // Beside all the other tests of a slow machine, the battery's own deadlines may be short.
        let run = try await validate(nil, ["--deadline", "900"])
        #expect(run.status == 0, "\(run.report)")
        #expect(run.report["failed"] == 0 && run.report["warned"] == 0 && run.report["seed"] == 7)
        #expect(run.report["file"]?.stringValue?.hasSuffix(".so") == true)
        let names = run.report["tests"]?.arrayValue?.compactMap { $0["name"]?.stringValue }
        #expect(names?.first == "load" && names?.count == 16)
        #expect(run.test("thread-safe")?["status"] == "skip")
    }

    @Test(arguments: [
        ("CRASH_AT_NULL", "garbage", "it crashed in field type 'battery', called with null"),
        ("EXIT_AT_ARRAY", "garbage", "it ended the process in field type 'battery', called with ["),
        ("SMALL_BUFFER", "extremes", "it crashed in field type 'battery', called with a text of 8 MiB"),
        ("BAD_JSON", "garbage", "gave a result that is no JSON (1 bytes)"),
        ("LEAK", "memory", "left "),
        ("UNSTABLE_FORM", "normal-form", "stored 0.5 and then refused it"),
        ("DEAF", "cancellation", "still under way 5 s after it had been given up"),
        ("IMPURE", "pure", "function 'count' says that it is pure, and gave two answers"),
        ("RACE", "thread-safe", "otherwise when it was called by 16 threads at once"),
        ("BY_ENVIRONMENT", "register-environment", "it registered other things than in the first process"),
        ("BY_PROCESS", "register-repeatable", "it registered other things than in the first process"),
        ("BAD_SCHEMA", "schemas", "properties.size: its default does not fit it: 4.0 is over 3.0"),
        ("CRASH_IN_SHUTDOWN", "shutdown-at-once", "it crashed in its shutdown, right after it had registered (SIGABRT"),
    ])
    func `a fault fails the test that is there for it`(_ fault: String, _ test: String, _ sentence: String) async throws
    {
        let run = try await validate(fault, only: test)
        #expect(run.status == 1)
        #expect(run.test(test)?["status"] == "fail")
        let message = run.test(test)?["message"]?.stringValue ?? ""
        #expect(message.contains(sentence), "\(message)")
    }

    @Test func `a thread that runs on after shutdown is a warning`() async throws {
        let run = try await validate("THREAD", only: "leaks")
        #expect(run.status == 0)
        #expect(run.test("leaks")?["status"] == "warn")
        #expect(run.test("leaks")?["message"] == "after its shutdown 1 of its threads run on")
    }

    @Test func `work that asks whether anybody waits passes`() async throws {
        let run = try await validate("LISTENS", only: "cancellation")
        #expect(run.status == 0)
        #expect(run.test("cancellation")?["status"] == "pass")
    }

    @Test func `a test that is not done in time fails`() async throws {
        let run = try await validate("DEAF", only: "garbage", ["--deadline", "1"])
        #expect(run.status == 1)
        #expect(
            run.test("garbage")?["message"]?.stringValue?.hasPrefix("it was not done after 1.0 s in field type") == true
        )
    }

    @Test func `what cannot be loaded fails its first test, and no other is run`() throws {
        let result = try Runner.run(["--validate", "/etc/passwd"])
        let report = try JSONValue(parsing: result.output)
        #expect(result.status == 1)
        #expect(report["tests"]?.arrayValue?.count == 1 && report["failed"] == 1)
    }

    @Test(arguments: [
        ["--seed", "x"], ["--only", "x"], ["--probe", "x"], ["--deadline", "0"], ["--seed"],
    ])
    func `a command line that cannot be understood is 64`(_ arguments: [String]) throws {
        let result = try Runner.run(["--validate", "x"] + arguments)
        #expect(result.status == 64)
        #expect(result.output.isEmpty)
    }
}

/// The built program, beside the program of these tests.
private enum Runner {
    static let path: String = {
        var path = [CChar](repeating: 0, count: 4096)
        let length = readlink("/proc/self/exe", &path, path.count)
        let me = String(decoding: path.prefix(max(length, 0)).map(UInt8.init(bitPattern:)), as: UTF8.self)
        return me.split(separator: "/").dropLast().map { "/\($0)" }.joined() + "/vigilo-runner"
    }()

    static func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
        let command = ([path] + arguments).map { "'\($0)'" }.joined(separator: " ")
        let pipe = try #require(popen("\(command) 2>/dev/null", "r"))
        var output: [UInt8] = []
        while case let byte = fgetc(pipe), byte != EOF { output.append(UInt8(truncatingIfNeeded: byte)) }
        return (pclose(pipe) >> 8 & 0xFF, String(decoding: output, as: UTF8.self))
    }
}
