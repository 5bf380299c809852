// The system's own word for what failed.

import Glibc

/// An error number and its meaning.
struct SystemError: Error, CustomStringConvertible {
    let number: Int32

    /// The error of the call that has just failed. To be read before anything else is called.
    static var last: SystemError { SystemError(number: errno) }

    /// "No such file or directory".
    var description: String {
        guard let text = strerror(number) else { return "error \(number)" }
        return String(cString: text)
    }
}
