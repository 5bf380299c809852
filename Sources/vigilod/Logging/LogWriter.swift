// Where all log lines go, one after the other.

import Glibc
import Synchronization
import VigiloPlatform

/// Writes log lines, each whole, to a file descriptor.
final class LogWriter: Sendable {
    enum Style: Sendable, Equatable {
        case text(inColour: Bool)
        case json
    }

    let style: Style
    private let descriptor: Mutex<Int32>

    init(style: Style, descriptor: Int32 = STDERR_FILENO) {
        self.style = style
        self.descriptor = Mutex(descriptor)
    }

    /// One line, one system call, one at a time: no line is torn by another. A line that cannot be written is lost,
    /// because there is nowhere to say so.
    func write(_ line: LogLine) {
        let text =
            switch style {
            case .text(let inColour): line.text(inColour: inColour)
            case .json: line.json
            }
        let bytes = Array("\(text)\n".utf8)
        descriptor.withLock { try? FileContents.write(bytes, to: $0) }
    }
}

extension LogWriter.Style {
    /// The style that `format` means here and now.
    static func chosen(_ format: LogFormat, isTerminal: Bool, environment: [String: String]) -> LogWriter.Style {
        // https://no-color.org: set to anything but nothing.
        let mayColour = isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
        return switch format {
        case .json: .json
        case .text: .text(inColour: mayColour)
        case .auto: isTerminal ? .text(inColour: mayColour) : .json
        }
    }
}
