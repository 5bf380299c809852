// A terminal that does not show what is typed, and that shows it again whatever happens.

import Glibc

/// The terminal as it was, for the signal handler: a handler may read nothing that is not there already.
nonisolated(unsafe) private var loudTerminal = termios()
nonisolated(unsafe) private var loudDescriptor: Int32 = -1

/// Echo is off from the start to `end()`; a signal that ends the program puts it back first.
struct TerminalSilence: ~Copyable {
    private static let endingSignals = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]
    private let descriptor: Int32

    init(_ descriptor: Int32) throws {
        self.descriptor = descriptor
        var settings = termios()
        guard tcgetattr(descriptor, &settings) == 0 else {
            throw Failure(
                .internalError, code: "terminal", "the terminal cannot be asked whether it shows what is typed")
        }
        loudTerminal = settings
        loudDescriptor = descriptor
        for number in Self.endingSignals { signal(number, restoreAndEnd) }
        settings.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(descriptor, TCSAFLUSH, &settings)
    }

    func end() {
        tcsetattr(descriptor, TCSADRAIN, &loudTerminal)
        loudDescriptor = -1
        for number in Self.endingSignals { signal(number, SIG_DFL) }
    }
}

/// Puts the terminal back and lets the signal do what it does without a handler: the shell sees 130 for Ctrl-C.
private func restoreAndEnd(_ number: Int32) {
    if loudDescriptor >= 0 { tcsetattr(loudDescriptor, TCSADRAIN, &loudTerminal) }
    signal(number, SIG_DFL)
    raise(number)
}
