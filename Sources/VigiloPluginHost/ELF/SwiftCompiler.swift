// Which Swift compiler built this daemon.

/// A version of the Swift compiler. Code of one cannot share a runtime with code of another: on Linux, Swift has no stable
/// ABI.
struct SwiftCompiler: Sendable, Equatable, CustomStringConvertible {
    private let numbers: [Int]

    /// From the form that a manifest note has it in, `swift-6.3.1`; nil for other compilers, and for builds of Swift that
    /// are no release and whose numbers say nothing.
    init?(note: String) {
        guard note.hasPrefix("swift-") else { return nil }
        self.init(version: String(note.dropFirst("swift-".count)))
    }

    /// From `6.3.1`; `6.3` is the same as `6.3.0`.
    init?(version: String) {
        let parts = version.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part in part.allSatisfy(\.isNumber) ? Int(part) : nil }
        guard (2...3).contains(parts.count), numbers.count == parts.count else { return nil }
        self.numbers = numbers.count == 2 ? numbers + [0] : numbers
    }

    /// `6.3.1`, as the compiler calls itself; it says `6.3` for `6.3.0`.
    var description: String {
        (numbers.last == 0 ? numbers.dropLast() : numbers[...]).map(String.init).joined(separator: ".")
    }

    /// The one that compiled this file; nil for one that this list does not know, of which nothing is then said.
    ///
    /// The compiler tells its version only as an answer to "at least this one?". The standard library has a number, too,
    /// but does not count patch releases, and the program itself names no compiler but clang.
    static let host: SwiftCompiler? = {
        #if compiler(>=6.6)
            nil
        #elseif compiler(>=6.5.4)
            nil
        #elseif compiler(>=6.5.3)
            SwiftCompiler(version: "6.5.3")
        #elseif compiler(>=6.5.2)
            SwiftCompiler(version: "6.5.2")
        #elseif compiler(>=6.5.1)
            SwiftCompiler(version: "6.5.1")
        #elseif compiler(>=6.5)
            SwiftCompiler(version: "6.5")
        #elseif compiler(>=6.4.4)
            nil
        #elseif compiler(>=6.4.3)
            SwiftCompiler(version: "6.4.3")
        #elseif compiler(>=6.4.2)
            SwiftCompiler(version: "6.4.2")
        #elseif compiler(>=6.4.1)
            SwiftCompiler(version: "6.4.1")
        #elseif compiler(>=6.4)
            SwiftCompiler(version: "6.4")
        #elseif compiler(>=6.3.6)
            nil
        #elseif compiler(>=6.3.5)
            SwiftCompiler(version: "6.3.5")
        #elseif compiler(>=6.3.4)
            SwiftCompiler(version: "6.3.4")
        #elseif compiler(>=6.3.3)
            SwiftCompiler(version: "6.3.3")
        #elseif compiler(>=6.3.2)
            SwiftCompiler(version: "6.3.2")
        #elseif compiler(>=6.3.1)
            SwiftCompiler(version: "6.3.1")
        #else
            SwiftCompiler(version: "6.3")
        #endif
    }()
}
