// The lines that the confined half of a probe has written.

import VigiloJSON
import VigiloPluginRuntime

/// What can be read from the confined half's lines, however early they stop.
struct ProbeProtocol {
    private(set) var step: LoadStep?
    private(set) var descriptor: [String: JSONValue] = [:]
    private(set) var registered: [String: JSONValue]?
    private(set) var refusal: JSONValue?
    private(set) var warnings: JSONValue?
    /// The crash came when there was no more memory.
    private(set) var ranOutOfMemory = false
    /// Where the crash was, innermost first.
    private(set) var frames: [StackFrame] = []

    init(_ report: [UInt8]) {
        for line in report.split(separator: UInt8(ascii: "\n")) {
            let text = String(decoding: line, as: UTF8.self)
            let word = text.prefix { $0 != " " }
            read(String(word), text.dropFirst(word.count + 1))
        }
    }

    private mutating func read(_ word: String, _ rest: Substring) {
        switch word {
        case "step": step = LoadStep(rawValue: String(rest)) ?? step
        case "descriptor": descriptor = Self.value(rest)?.objectValue ?? [:]
        case "registered": registered = Self.value(rest)?.objectValue
        case "refused": refusal = Self.value(rest)
        case "warnings": warnings = Self.value(rest)
        case "memory": ranOutOfMemory = true
        case "frame": StackFrame(rest).map { frames.append($0) }
        default: break
        }
    }

    private static func value(_ text: Substring) -> JSONValue? { try? JSONValue(parsing: String(text)) }
}

/// One call on the stack of a crash.
struct StackFrame: Equatable {
    /// The file's name without folders.
    var file: String
    /// Hexadecimal, in the file.
    var offset: String
    var symbol: String?

    /// From `FILE OFFSET SYMBOL`; a file's name may have blanks in it.
    init?(_ line: Substring) {
        let parts = line.split(separator: " ")
        guard parts.count >= 3 else { return nil }
        file = parts.dropLast(2).joined(separator: " ")
        offset = String(parts[parts.count - 2])
        symbol = parts.last == "-" ? nil : parts.last.map(String.init)
    }

    func renamed(_ file: String) -> StackFrame {
        var renamed = self
        renamed.file = file
        return renamed
    }

    /// "function" if its name is known, or else "offset 0x1139 of its code".
    var place: String { symbol.map { "'\($0)'" } ?? "offset 0x\(offset) of the file" }
}
