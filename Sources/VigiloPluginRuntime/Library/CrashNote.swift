// What the daemon says with its last breath.

internal import CLinux

/// What is written to standard error when a fatal signal ends this process: who it was, by which signal, what is known of
/// its state, and the calls under way.
///
///     vigilod 1.0.0 ended by SIGSEGV; tainted by: probe.skipped (x.so); loading: y.so
///       at y_start (y.so+0x1139)
///
/// The signal then does what it would have done: the core dump, the exit status and the Swift runtime's backtracer, where
/// they are wanted, are as without it.
public enum CrashNote {
    /// To be called once, at the start; `program` names it with its version.
    public static func install(program: String) {
        // SAFETY: a text closed by NUL for the time of the call, which copies it.
        unsafe clinux_crash_note_install(program)
    }

    /// Says these facts from now on, such as `loading: x.so`; cheap, and safe on any thread.
    public static func set(_ facts: [String]) {
        // SAFETY: as above.
        unsafe clinux_crash_note_set(facts.map(ForeignText.harmless).joined(separator: "; "))
    }
}
