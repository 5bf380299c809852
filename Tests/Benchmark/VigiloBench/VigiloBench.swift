// vigilo-bench: what scripts/bench times inside a process. One mode a run, one line of JSON.

import CLinux
import Glibc
import VigiloJSON

@main
enum VigiloBench {
    static func main() async throws {
        // As the daemon does before anything else.
        clinux_share_one_heap()
        let arguments = Array(CommandLine.arguments.dropFirst())
        let report: JSONValue
        switch (arguments.first, arguments.count) {
        case ("load", 3): report = await LoadingBench.scan(plugins: arguments[1], staging: arguments[2])
        case ("start", 3): report = await LoadingBench.start(plugins: arguments[1], data: arguments[2])
        case ("open", 2): report = try await LoadingBench.open(plugins: arguments[1])
        case ("call", 3): report = try CallBench.run(library: arguments[1], rounds: Int(arguments[2]) ?? 0)
        case ("append", 4):
            report = try await AppendBench.run(
                database: arguments[1], writers: Int(arguments[2]) ?? 1, rows: Int(arguments[3]) ?? 0)
        case ("fill", 3):
            report = try await VerifyBench.fill(database: arguments[1], rows: Int(arguments[2]) ?? 0)
        case ("verify", 3):
            report = try await VerifyBench.verify(database: arguments[1], readers: Int(arguments[2]) ?? 1)
        default:
            print(
                "usage: vigilo-bench load PLUGINS STAGING | start PLUGINS DATA | open PLUGINS | call LIBRARY ROUNDS "
                    + "| append DATABASE WRITERS ROWS | fill DATABASE ROWS | verify DATABASE READERS")
            exit(2)
        }
        print(report.canonicalText)
    }
}
