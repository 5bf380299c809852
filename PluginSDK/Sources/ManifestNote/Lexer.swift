// From a Swift source to its tokens: enough of the language to find declarations, and not to be fooled by what stands
// in comments and strings.

struct Lexer {
    let file: String
    let characters: [Character]
    var index = 0
    private var line = 1
    private var column = 1
    private var tokens: [Token] = []

    static func tokens(of source: String, file: String) -> [Token] {
        var lexer = Lexer(file: file, characters: Array(source))
        lexer.run()
        return lexer.tokens
    }

    private init(file: String, characters: [Character]) {
        self.file = file
        self.characters = characters
    }

    private func peek(_ offset: Int = 0) -> Character? {
        index + offset < characters.count ? characters[index + offset] : nil
    }

    func starts(with text: String) -> Bool {
        characters[index...].starts(with: text)
    }

    private mutating func step(_ count: Int = 1) {
        for _ in 0..<count where index < characters.count {
            if characters[index].isNewline {
                line += 1
                column = 1
            } else {
                column += 1
            }
            index += 1
        }
    }

    private var location: SourceLocation { SourceLocation(file: file, line: line, column: column) }

    private mutating func run() {
        while let character = peek() {
            let start = location
            if character.isWhitespace {
                step()
            } else if starts(with: "//") {
                while let next = peek(), !next.isNewline { step() }
            } else if starts(with: "/*") {
                skipBlockComment()
            } else if let hashes = stringStart() {
                tokens.append(Token(kind: .string(string(hashes: hashes)), location: start))
            } else if let length = regexLength() {
                step(length)
            } else if character.isLetter || character.isNumber || character == "_" || character == "`" {
                tokens.append(Token(kind: .word(word()), location: start))
            } else {
                step()
                tokens.append(Token(kind: .mark(character), location: start))
            }
        }
    }

    /// Block comments nest.
    private mutating func skipBlockComment() {
        var depth = 0
        while peek() != nil {
            if starts(with: "/*") {
                depth += 1
                step(2)
            } else if starts(with: "*/") {
                depth -= 1
                step(2)
                if depth == 0 { return }
            } else {
                step()
            }
        }
    }

    /// An identifier in backticks counts as the identifier.
    private mutating func word() -> String {
        var word = ""
        let isQuoted = peek() == "`"
        if isQuoted { step() }
        while let next = peek(), next.isLetter || next.isNumber || next == "_" || (isQuoted && next != "`") {
            word.append(next)
            step()
        }
        if isQuoted { step() }
        return word
    }
}

extension Lexer {
    /// How many `#` open the string literal that begins here; nil if none does.
    private func stringStart() -> Int? {
        var hashes = 0
        while peek(hashes) == "#" { hashes += 1 }
        return peek(hashes) == "\"" ? hashes : nil
    }

    /// Reads a string literal, raw or not, of one line or several. Its value is nil if it is interpolated, of several
    /// lines, or broken.
    private mutating func string(hashes: Int) -> String? {
        let pounds = String(repeating: "#", count: hashes)
        step(hashes)
        let isMultiline = starts(with: "\"\"\"")
        let quotes = isMultiline ? "\"\"\"" : "\""
        step(quotes.count)
        var value: String? = isMultiline ? nil : ""
        while let character = peek() {
            if starts(with: quotes + pounds) {
                step(quotes.count + hashes)
                return value
            }
            if starts(with: "\\" + pounds) {
                step(1 + hashes)
                let escaped = escape()
                value = value.flatMap { value in escaped.map { value + $0 } }
            } else if !isMultiline, character.isNewline {
                return nil
            } else {
                value?.append(character)
                step()
            }
        }
        return nil
    }

    /// Reads behind a backslash: what it stands for, or nil for an interpolation.
    private mutating func escape() -> String? {
        guard let character = peek() else { return nil }
        if character == "(" {
            skipInterpolation()
            return nil
        }
        step()
        switch character {
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "0": return "\0"
        case "\\", "\"", "'": return String(character)
        case "u": return unicodeEscape()
        default: return nil
        }
    }

    /// Reads behind `\u`.
    private mutating func unicodeEscape() -> String? {
        var digits = ""
        guard peek() == "{" else { return nil }
        step()
        while let digit = peek(), digit.isHexDigit {
            digits.append(digit)
            step()
        }
        guard peek() == "}" else { return nil }
        step()
        return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init).map(String.init)
    }

    /// Steps over `( ... )`, in which strings may stand again.
    private mutating func skipInterpolation() {
        var depth = 0
        while let character = peek() {
            if let hashes = stringStart() {
                _ = string(hashes: hashes)
                continue
            }
            step()
            if character == "(" { depth += 1 }
            if character == ")" { depth -= 1 }
            if depth == 0 { return }
        }
    }

    /// How long the regular expression literal is that begins here; nil if none does. A slash begins one where no
    /// operator can stand, if another slash closes it on its line.
    private func regexLength() -> Int? {
        var hashes = 0
        while peek(hashes) == "#" { hashes += 1 }
        guard peek(hashes) == "/" else { return nil }
        if hashes == 0 {
            guard let next = peek(1), !next.isWhitespace, !previousEndsOperand else { return nil }
        }
        var offset = hashes + 1
        while let character = peek(offset), !character.isNewline || hashes > 0 {
            if character == "\\" {
                offset += 2
                continue
            }
            if character == "/", (0..<hashes).allSatisfy({ peek(offset + 1 + $0) == "#" }) {
                return offset + 1 + hashes
            }
            offset += 1
        }
        return nil
    }

    private var previousEndsOperand: Bool {
        guard let previous = tokens.last else { return false }
        switch previous.kind {
        case .word(let word): return !["return", "in", "case", "try", "await", "throw", "if", "while"].contains(word)
        case .string: return true
        case .mark(let mark): return ")]}>?!".contains(mark)
        }
    }
}
