// vigilo plugin validate, with the runner that was built beside these tests.

import Glibc
import Testing
import VigiloJSON

@testable import vigilo

struct PluginValidateTests {
    /// The program of these tests is beside what the build has made: the runner and an example plugin.
    private static let folder: String = {
        guard let path = realpath("/proc/self/exe", nil) else { return "." }
        defer { free(path) }
        return String(cString: path).split(separator: "/").dropLast().map { "/\($0)" }.joined()
    }()
    private static let library = folder + "/librisk_math.so"

    private func validate(_ arguments: String..., path: String = Self.folder) async -> Outcome {
        await vigilo(["plugin", "validate"] + arguments, environment: ["PATH": path])
    }

    @Test func `the tests are a table, with the seed beneath`() async {
        let run = await validate(Self.library, "--only", "pure", "--seed", "7")
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.first == "TEST  RESULT  SECONDS")
        #expect(lines.dropFirst().first?.hasPrefix("pure  pass") == true)
        #expect(lines.suffix(2).first == "1 passed, 0 failed; seed 7")
    }

    @Test func `programs get every test with how it came out`() async throws {
        let run = await validate(Self.library, "--only", "schemas", "--seed", "7", "--json")
        let report = try JSONValue(parsing: run.output)
        #expect(report["seed"] == 7 && report["skipped"] == 1 && report["failed"] == 0)
        let test = report["tests"]?.arrayValue?.first
        #expect(test?["name"] == "schemas" && test?["status"] == "skip" && test?["message"] == "it declares no schemas")
    }

    @Test func `what is no plugin fails, with the sentence beneath`() async {
        let run = await validate("/etc/passwd", "--only", "garbage")
        #expect(run.status == 1)
        #expect(run.output.contains("load  fail"))
        #expect(run.output.contains("[load.failed]"))
        let names = await validate("/etc/passwd", "--only", "garbage", "--quiet")
        #expect(names.output == "load\n")
    }

    @Test func `without a runner it says where one comes from`() async {
        let run = await validate(Self.library, "--only", "load", path: "/no/such/folder")
        #expect(run.status == 1)
        #expect(
            run.errors.hasPrefix("error: There is no vigilo-runner beside vigilo nor on PATH.\nhint: It is installed"))
    }

    @Test func `a test that there is not is a usage error with those there are`() async {
        let run = await validate(Self.library, "--only", "luck")
        #expect(run.status == 2)
        #expect(run.errors.contains("There is no test 'luck'; the tests are load, register-repeatable"))
    }
}
