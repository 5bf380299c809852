// Questions to a person.

import Glibc

protocol Prompt: Sendable {
    /// The answer; nil if it is empty. The standard is shown in brackets.
    func ask(_ question: String, standard: String?) throws -> String?
    /// The same without showing what is typed.
    func askSecretly(_ question: String) throws -> String?
    func say(_ sentence: String)
}

extension Surroundings {
    /// nil where nobody can be asked: questions go to the standard error, answers come from the standard input.
    var prompt: TerminalPrompt? {
        guard errors.isTerminal, isatty(input) == 1 else { return nil }
        return TerminalPrompt(input: input, questions: errors)
    }
}

struct TerminalPrompt: Prompt {
    let input: Int32
    let questions: Stream

    func ask(_ question: String, standard: String?) throws -> String? {
        try? questions.write(question + (standard.map { " [\($0)]" } ?? "") + ": ")
        return try readLine()
    }

    func askSecretly(_ question: String) throws -> String? {
        // Silence first: whoever answers as soon as the question appears must not be shown, nor lose letters.
        let silence = try TerminalSilence(input)
        defer { silence.end() }
        try? questions.write(question + ": ")
        let answer = try readLine()
        try? questions.write("\n")
        return answer
    }

    func say(_ sentence: String) {
        try? questions.write(SafeText.line(sentence) + "\n")
    }

    /// One line without white space around it; nil if nothing is left.
    private func readLine() throws -> String? {
        var bytes: [UInt8] = []
        while true {
            var byte: UInt8 = 0
            let count = read(input, &byte, 1)
            if count < 0 && errno == EINTR { continue }
            guard count == 1 else {
                try? questions.write("\n")
                throw Failure(.usage, code: "input_ended", "the input ended before the question was answered")
            }
            if byte == UInt8(ascii: "\n") { break }
            bytes.append(byte)
        }
        let text = String(decoding: bytes, as: UTF8.self)
        let trimmed = text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
        return trimmed.isEmpty ? nil : String(trimmed)
    }
}
