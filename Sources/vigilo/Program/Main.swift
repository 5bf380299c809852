// The program's first and last line.

import Glibc
import VigiloClient

@main
enum Main {
    static func main() {
        // A reader that has seen enough (`| head -1`) is an error of write(2) for us, not the end of the process.
        signal(SIGPIPE, SIG_IGN)
        SingleThread.run {
            await Program.run(Array(CommandLine.arguments.dropFirst()), in: .ofThisProcess())
        }
    }
}
