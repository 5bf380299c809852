// The program's first and last line.

import Glibc
import VigiloClient

@main
enum Main {
    static func main() {
        let arguments = Array(CommandLine.arguments.dropFirst())
        let surroundings = Surroundings.ofThisProcess()
        if let status = Program.becomeExternal(arguments, in: surroundings) { exit(status) }
        // A reader that has seen enough (`| head -1`) is an error of write(2) for us, not the end of the process.
        signal(SIGPIPE, SIG_IGN)
        SingleThread.run {
            await Program.run(arguments, in: surroundings)
        }
    }
}
