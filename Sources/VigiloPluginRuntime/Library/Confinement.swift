// Running something in a process of its own, with limits, and with nothing left behind.

internal import CLinux

#if canImport(Glibc)
    internal import Glibc
#endif

/// What a confined process may use.
public struct ConfinementLimits: Sendable, Equatable {
    /// Of real time, from the first step to the last.
    public var deadline: Duration
    /// The most memory that it may ask for, its program and libraries included.
    public var addressSpaceBytes: UInt64

    public init(deadline: Duration, addressSpaceBytes: UInt64) {
        self.deadline = deadline
        self.addressSpaceBytes = addressSpaceBytes
    }
}

/// How a confined process came to its end.
public struct ConfinedEnding: Sendable, Equatable {
    public enum Cause: Sendable, Equatable {
        /// It ended by itself.
        case exit(status: Int32)
        case signal(Int32)
        /// Its time was up, and it was killed.
        case deadline
        /// Nobody waits for its report any more, and it was killed.
        case abandoned
        /// It could not be started; the number is the system's.
        case notStarted(Int32)
    }

    public var cause: Cause
    /// What it wrote to its report until then.
    public var report: [UInt8]
    /// How many processes it left running when it ended; they have been killed.
    public var survivors: Int
}

/// One process in two: the one that watches, and the one that may come to grief.
public enum Confinement {
    /// This is the confined process. What it writes to the descriptor `report` is what the other one gets.
    case inside(report: Int32)
    /// This is the watching process, and the confined one has ended, with every process that it started.
    case ended(ConfinedEnding)

    /// Divides this process. To be called once, while it has no other threads; both go on from here.
    ///
    /// - Parameter output: the descriptor on which the result will be written. When its reader goes, all is called off.
    public static func enter(_ limits: ConfinementLimits, output: Int32) -> Confinement {
        let milliseconds = UInt64(max(0, limits.deadline / .milliseconds(1)))
        var native = clinux_limits(deadline_ms: milliseconds, address_space: limits.addressSpaceBytes)
        var ending = unsafe clinux_ending()
        var report: Int32 = -1
        // SAFETY: all four are this function's own and are used during the call only.
        if unsafe clinux_confine(&native, output, &report, &ending) == 0 { return .inside(report: report) }
        defer { unsafe free(ending.text) }
        // SAFETY: the text is malloc's, `length` bytes long or NULL, and freed only afterwards.
        let text = unsafe Array(UnsafeRawBufferPointer(start: ending.text, count: ending.length))
        let survivors = unsafe Int(ending.survivors)
        return .ended(
            ConfinedEnding(cause: cause(unsafe ending.how, unsafe ending.value), report: text, survivors: survivors))
    }

    /// Has a fatal signal report where it struck, to the same descriptor. To be called once, inside.
    public static func reportFaults(to report: Int32) {
        clinux_report_faults(report)
    }

    private static func cause(_ how: Int32, _ value: Int32) -> ConfinedEnding.Cause {
        switch Int(how) {
        case CLINUX_ENDED_EXIT: .exit(status: value)
        case CLINUX_ENDED_SIGNAL: .signal(value)
        case CLINUX_ENDED_DEADLINE: .deadline
        case CLINUX_ENDED_LOST: .abandoned
        default: .notStarted(value)
        }
    }
}
