// A typed function's signature: "f64(i64 severity, f64 exposure, str owner)".

/// A native type; the raw value is its word in a signature.
enum NativeWord: String, Sendable, CaseIterable {
    case bool, i32, i64, u64, f64, str, bytes, json
}

/// A signature that cannot be read; the sentence begins with the column.
struct SignatureFault: Error {
    let sentence: String
}

/// A typed function's signature, read.
struct Signature: Sendable, Hashable {
    struct Parameter: Sendable, Hashable {
        let type: NativeWord
        let name: String
    }

    /// nil is `void`.
    private(set) var result: NativeWord?
    private(set) var parameters: [Parameter] = []

    static let maximumParameters = 16

    init(parsing text: String) throws(SignatureFault) {
        var scanner = SignatureScanner(text)
        let word = scanner.word()
        if word.text != "void" { result = try Self.type(word) }
        try scanner.expect("(")
        if !scanner.accept(")") {
            repeat {
                let type = try Self.type(scanner.word())
                let name = scanner.word()
                guard TableReader.isName(name.text) else {
                    throw SignatureFault(sentence: "column \(name.column): '\(name.text)' is not a name")
                }
                if parameters.contains(where: { $0.name == name.text }) {
                    throw SignatureFault(sentence: "column \(name.column): two parameters are named '\(name.text)'")
                }
                parameters.append(Parameter(type: type, name: name.text))
            } while scanner.accept(",")
            try scanner.expect(")")
        }
        if !scanner.isAtEnd { throw SignatureFault(sentence: "column \(scanner.column): nothing may follow the ')'") }
        if parameters.count > Self.maximumParameters {
            throw SignatureFault(sentence: "column \(scanner.column): it has more than 16 parameters")
        }
    }

    private static func type(_ word: (text: String, column: Int)) throws(SignatureFault) -> NativeWord {
        if let type = NativeWord(rawValue: word.text) { return type }
        let known = NativeWord.allCases.map(\.rawValue).joined(separator: " ")
        throw SignatureFault(sentence: "column \(word.column): '\(word.text)' is not a type; the types are \(known)")
    }
}

/// Walks over a signature, one word at a time.
private struct SignatureScanner {
    private let characters: [Character]
    private var index = 0

    init(_ text: String) {
        characters = Array(text)
    }

    var column: Int { index + 1 }
    var isAtEnd: Bool { characters[index...].allSatisfy(\.isWhitespace) }

    mutating func word() -> (text: String, column: Int) {
        skipSpace()
        let start = index
        while index < characters.count,
            characters[index].isLetter || characters[index].isNumber || characters[index] == "_"
        {
            index += 1
        }
        return (String(characters[start..<index]), start + 1)
    }

    mutating func accept(_ character: Character) -> Bool {
        skipSpace()
        guard index < characters.count, characters[index] == character else { return false }
        index += 1
        return true
    }

    mutating func expect(_ character: Character) throws(SignatureFault) {
        if !accept(character) { throw SignatureFault(sentence: "column \(column): '\(character)' must stand here") }
    }

    private mutating func skipSpace() {
        while index < characters.count, characters[index].isWhitespace { index += 1 }
    }
}
