// Reading a signature, and telling its author where it is wrong.

/// A signature that cannot be read; `sentence` says where and why, for the plugin's author.
public struct SignatureError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Where the mistake begins, counted in characters from 1.
    public let column: Int
    /// One sentence that begins with the column: "column 5: 'f46' is not a type; the types are ...".
    public let sentence: String

    init(column: Int, _ fault: String) {
        self.column = column
        sentence = "column \(column): \(fault)"
    }

    public var description: String { sentence }
}

extension FunctionSignature {
    /// Most parameters that a typed function can have.
    public static let maximumParameters = 16

    /// Reads `RESULT(TYPE name, TYPE name, ...)`; white space may stand between any two words.
    public init(parsing text: String) throws(SignatureError) {
        var reader = SignatureReader(text)
        self = try reader.signature()
    }
}

/// Walks over a signature once, one word at a time.
private struct SignatureReader {
    private let scalars: [Unicode.Scalar]
    private var index = 0

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    mutating func signature() throws(SignatureError) -> FunctionSignature {
        let result = try resultType()
        try expect("(", after: "the result's type")
        var parameters: [FunctionSignature.Parameter] = []
        if !accept(")") {
            repeat {
                parameters.append(try parameter(after: parameters))
            } while accept(",")
            try expect(")", or: ",", after: "a parameter")
        }
        skipSpace()
        if index < scalars.count {
            throw SignatureError(column: index + 1, "nothing may follow the ')', and \(found) does")
        }
        return FunctionSignature(result: result, parameters: parameters)
    }

    private mutating func resultType() throws(SignatureError) -> NativeType? {
        let (word, column) = nextWord()
        if word == "void" { return nil }
        return try Self.type(word, at: column, found: found, extra: " void")
    }

    private mutating func parameter(
        after others: [FunctionSignature.Parameter]
    ) throws(SignatureError) -> FunctionSignature.Parameter {
        let (word, column) = nextWord()
        if others.count == FunctionSignature.maximumParameters {
            let limit = FunctionSignature.maximumParameters
            throw SignatureError(column: column, "it has more than \(limit) parameters; the limit is \(limit)")
        }
        if word == "void" {
            throw SignatureError(column: column, "'void' can only be a result; without parameters the list is ()")
        }
        let type = try Self.type(word, at: column, found: found, extra: "")
        let (name, nameColumn) = nextWord()
        if name.isEmpty {
            throw SignatureError(column: nameColumn, "a name must follow the type '\(word)', not \(found)")
        }
        if !Self.isName(name) {
            throw SignatureError(
                column: nameColumn, "'\(name)' is not a name; names are [a-z][a-z0-9_]{0,63}")
        }
        if others.contains(where: { $0.name == name }) {
            throw SignatureError(column: nameColumn, "two parameters are named '\(name)'")
        }
        return FunctionSignature.Parameter(type: type, name: name)
    }

    private static func type(
        _ word: String, at column: Int, found: String, extra: String
    ) throws(SignatureError) -> NativeType {
        if let type = NativeType(rawValue: word) { return type }
        let known = NativeType.allCases.map(\.rawValue).joined(separator: " ") + extra
        if word.isEmpty {
            throw SignatureError(column: column, "a type must stand here, not \(found); the types are \(known)")
        }
        throw SignatureError(column: column, "'\(word)' is not a type; the types are \(known)")
    }

    private static func isName(_ word: String) -> Bool {
        guard let first = word.utf8.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) else { return false }
        return word.utf8.count <= 64
            && word.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}

extension SignatureReader {
    /// The letters, digits and underscores that come next (perhaps none) and the column where they begin.
    private mutating func nextWord() -> (word: String, column: Int) {
        skipSpace()
        let start = index
        while index < scalars.count, Self.isWordScalar(scalars[index]) { index += 1 }
        var word = String.UnicodeScalarView()
        word.append(contentsOf: scalars[start..<index])
        return (String(word), start + 1)
    }

    private mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
        skipSpace()
        guard index < scalars.count, scalars[index] == scalar else { return false }
        index += 1
        return true
    }

    private mutating func expect(
        _ scalar: Unicode.Scalar, or other: Unicode.Scalar? = nil, after what: String
    ) throws(SignatureError) {
        if accept(scalar) { return }
        let wanted = other.map { "'\($0)' or '\(scalar)'" } ?? "'\(scalar)'"
        throw SignatureError(column: index + 1, "\(wanted) must follow \(what), not \(found)")
    }

    private mutating func skipSpace() {
        while index < scalars.count, Self.isSpace(scalars[index]) { index += 1 }
    }

    /// What stands at the reader's place, for a sentence.
    private var found: String {
        guard index < scalars.count else { return "the end" }
        let scalar = scalars[index]
        return scalar.isASCII && scalar.value > 0x1F && scalar.value != 0x7F
            ? "'\(scalar)'" : "U+\(String(scalar.value, radix: 16, uppercase: true))"
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r"
    }

    private static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "_": true
        default: false
        }
    }
}
