// Results go to standard output, everything else to standard error.

import Glibc

/// Standard output and standard error.
enum Terminal {
    /// Writes a result to standard output; an error if nobody can read it.
    static func print(_ text: String) throws(SystemError) {
        try FileContents.write(Array("\(text)\n".utf8), to: STDOUT_FILENO)
    }

    /// Tells people on standard error. If that fails there is nobody left to tell.
    static func complain(_ text: String) {
        try? FileContents.write(Array("vigilod: \(text)\n".utf8), to: STDERR_FILENO)
    }

    static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}
