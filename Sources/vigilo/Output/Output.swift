// The one place where results and failures become text.

import VigiloClient
import VigiloJSON
import VigiloWire

struct Output: Sendable {
    let preferences: Preferences
    private let results: Stream
    let messages: Stream
    private let canvas: Canvas
    private let messageStyle: Style

    init(_ surroundings: Surroundings, preferences: Preferences) {
        self.preferences = preferences
        results = surroundings.output
        messages = surroundings.errors
        let mayColour = !preferences.noColor && surroundings["NO_COLOR"] == nil && surroundings["TERM"] != "dumb"
        canvas = Canvas(columns: results.columns, style: mayColour && results.isTerminal ? .coloured : .plain)
        messageStyle = mayColour && messages.isTerminal ? .coloured : .plain
    }

    /// The width that help is wrapped to.
    var columns: Int { results.columns ?? 80 }

    /// Whether a person reads the results as they are printed.
    var isOnTerminal: Bool { results.isTerminal }

    /// Shows what the daemon told: its JSON for programs, names only if that is asked for, else the view for people.
    func show<T: Told>(
        _ told: T, names: (T.Body) -> [String], view: (T.Body) throws -> [any Renderable]
    ) throws {
        if preferences.json {
            try show(json: try told.json())
        } else if preferences.quiet {
            try write(lines: names(try told.body()).map(SafeText.line))
        } else {
            try show(try view(try told.body()))
        }
    }

    /// Shows one of many that come one after another: JSON for programs on a line of its own, else its name or its view.
    func show<Body>(
        streamed told: some Told<Body>, name: (Body) -> String, view: (Body) -> any Renderable
    ) throws {
        if preferences.json {
            try show(jsonLine: try told.json())
        } else if preferences.quiet {
            try write(lines: [SafeText.line(name(try told.body()))])
        } else {
            try show([view(try told.body())])
        }
    }

    func show(_ parts: [any Renderable]) throws {
        try write(lines: parts.flatMap { $0.lines(on: canvas) })
    }

    func show(json: JSONValue) throws {
        try write(JSONText.text(of: chosen(of: json), isIndented: results.isTerminal) + "\n")
    }

    /// One of many, each on a line of its own wherever they go.
    func show(jsonLine: JSONValue) throws {
        try write(JSONText.text(of: chosen(of: jsonLine), isIndented: false) + "\n")
    }

    private func chosen(of json: JSONValue) -> JSONValue {
        preferences.selection?.chosen(of: json) ?? json
    }

    /// A bare string, for people and for `$(...)` alike: exact where it is piped, harmless on a terminal.
    func show(bare text: String) throws {
        try write((results.isTerminal ? SafeText.block(text) : text) + "\n")
    }

    func write(_ text: String) throws {
        try results.write(text)
    }

    /// Lines as they came: exact where it is piped, harmless on a terminal.
    func write(_ lines: [UInt8]) throws {
        let text = String(decoding: lines, as: UTF8.self)
        try results.write(results.isTerminal ? SafeText.block(text) : text)
    }

    private func write(lines: [String]) throws {
        guard !lines.isEmpty else { return }
        try write(lines.joined(separator: "\n") + "\n")
    }
}

// What goes beside the results. A standard error that cannot be written to is nothing that could be told to anybody.
extension Output {
    /// What a person wants to know and a program does not.
    func note(_ text: String) {
        guard !preferences.json, !preferences.quiet else { return }
        try? messages.write(SafeText.line(text) + "\n")
    }

    /// What a person wants to know while results go on; programs that read results are not disturbed by it.
    func aside(_ text: String) {
        guard !preferences.quiet else { return }
        try? messages.write(messageStyle.paint(SafeText.line(text), .faint) + "\n")
    }

    func warn(_ text: String) {
        try? messages.write(messageStyle.paint("warning:", .warning) + " " + SafeText.line(text) + "\n")
    }

    /// At most three lines: what happened, which members are wrong, what to do next.
    func tell(_ failure: Failure) {
        if preferences.json {
            try? messages.write(JSONText.text(of: failure.json, isIndented: messages.isTerminal) + "\n")
            return
        }
        var lines = [messageStyle.paint("error:", .bad) + " " + SafeText.line(failure.message)]
        let fields = failure.fields.filter { !failure.message.contains($0.message) }
        if !fields.isEmpty {
            lines.append("  " + SafeText.line(fields.map { "\($0.field): \($0.message)" }.joined(separator: "; ")))
        }
        if let hint = failure.hint { lines.append(messageStyle.paint("hint:", .heading) + " " + SafeText.line(hint)) }
        try? messages.write(lines.joined(separator: "\n") + "\n")
    }
}

extension Failure {
    /// `{"error": {...}}`
    var json: JSONValue {
        var members: [String: JSONValue] = [
            "code": .string(code), "message": .string(message), "hint": hint.map(JSONValue.string) ?? .null,
            "retryable": .bool(isRetryable), "exit_status": .integer(Int64(status.rawValue)),
        ]
        if !fields.isEmpty {
            members["fields"] = .array(fields.map { ["field": .string($0.field), "message": .string($0.message)] })
        }
        return ["error": .object(members)]
    }
}
