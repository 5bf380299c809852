// The pieces of a Swift source that matter here.

/// Where something stands in a source, counted from 1.
public struct SourceLocation: Sendable, Hashable {
    public var file: String
    public var line: Int
    public var column: Int

    public init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }
}

/// A piece of a Swift source. Comments and blanks are no tokens.
struct Token: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        /// An identifier, a keyword or a number.
        case word(String)
        /// A string literal of one line; its value, or nil if it has one only at run time.
        case string(String?)
        /// Any other character.
        case mark(Character)
    }

    var kind: Kind
    var location: SourceLocation

    var word: String? {
        guard case .word(let word) = kind else { return nil }
        return word
    }

    func isMark(_ mark: Character) -> Bool { kind == .mark(mark) }
}
