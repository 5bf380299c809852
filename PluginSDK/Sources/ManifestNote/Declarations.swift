// The types of a source: what they conform to, and their static members.

/// A declaration or an extension of a type.
struct TypeDeclaration: Sendable {
    /// With the types that it stands in: `Outer.Inner`.
    var name: String
    var conformsToPlugin: Bool
    var location: SourceLocation
    /// By name.
    var members: [String: StaticMember] = [:]
}

/// A `static let` or `static var`, and the tokens of its initial value; none if it is computed.
struct StaticMember: Sendable {
    var location: SourceLocation
    var value: [Token]
}

/// Walks over the tokens of one source, and keeps account of braces.
struct DeclarationReader {
    private let tokens: [Token]
    private var index = 0
    private var depth = 0
    private var open: [(declaration: TypeDeclaration, depth: Int)] = []
    private var closed: [TypeDeclaration] = []

    static func declarations(in tokens: [Token]) -> [TypeDeclaration] {
        var reader = DeclarationReader(tokens: tokens)
        while reader.index < reader.tokens.count { reader.step() }
        return reader.closed + reader.open.map(\.declaration)
    }

    private init(tokens: [Token]) {
        self.tokens = tokens
    }

    private mutating func step() {
        let token = tokens[index]
        switch token.kind {
        case .mark("{"): depth += 1
        case .mark("}"):
            depth -= 1
            while let last = open.last, last.depth > depth { closed.append(open.removeLast().declaration) }
        case .word("struct"), .word("class"), .word("enum"), .word("actor"), .word("extension"):
            if readType(at: token.location) { return }
        case .word("static"):
            if let innermost = open.last, innermost.depth == depth { readMember() }
        default: break
        }
        index += 1
    }

    private func token(_ offset: Int) -> Token? {
        index + offset < tokens.count ? tokens[index + offset] : nil
    }

    /// Reads from the keyword to the opening brace, and past it. False if this declares no type (`class func`).
    private mutating func readType(at location: SourceLocation) -> Bool {
        if index > 0, tokens[index - 1].isMark(".") { return false }
        guard let first = token(1)?.word, !["func", "var", "let", "subscript", "init"].contains(first) else {
            return false
        }
        guard let brace = tokens[index...].firstIndex(where: { $0.isMark("{") }) else { return false }
        let heading = Array(tokens[(index + 1)..<brace])
        let path = heading.prefix { $0.word != nil || $0.isMark(".") }.compactMap(\.word)
        let outer = open.last.map { $0.declaration.name + "." } ?? ""
        index = brace + 1
        depth += 1
        open.append(
            (
                TypeDeclaration(
                    name: outer + path.joined(separator: "."),
                    conformsToPlugin: Self.namesPlugin(heading),
                    location: location),
                depth
            ))
        return true
    }

    /// Whether the list behind the first colon names `Plugin` or `VigiloPluginSDK.Plugin`.
    private static func namesPlugin(_ heading: [Token]) -> Bool {
        var angles = 0
        var list: [Token] = []
        var isInList = false
        for token in heading {
            if token.word == "where" { break }
            if token.isMark("<") { angles += 1 }
            if token.isMark(">") { angles -= 1 }
            if isInList { list.append(token) }
            if token.isMark(":"), angles == 0 { isInList = true }
        }
        return list.split { $0.isMark(",") || $0.isMark("&") }.contains { item in
            let path = item.compactMap(\.word)
            return path == ["Plugin"] || path == ["VigiloPluginSDK", "Plugin"]
        }
    }

    /// Reads the member's name and its value: the tokens behind `=` to the end of the statement.
    private mutating func readMember() {
        guard let keyword = token(1)?.word, ["let", "var"].contains(keyword), let name = token(2), let word = name.word
        else { return }
        var position = index + 3
        while position < tokens.count, !tokens[position].isMark("="), !tokens[position].isMark("{"),
            !tokens[position].isMark("}"), tokens[position].word != "static"
        {
            position += 1
        }
        var value: [Token] = []
        if position < tokens.count, tokens[position].isMark("=") { value = statement(from: position + 1) }
        open[open.count - 1].declaration.members[word] = StaticMember(location: name.location, value: value)
    }

    /// A statement goes on over a line's end only where the next line begins with an operator.
    private func statement(from start: Int) -> [Token] {
        var value: [Token] = []
        for token in tokens[start...] {
            if token.isMark("}") || token.isMark(";") { break }
            if let last = value.last, token.location.line > last.location.line {
                guard case .mark(let mark) = token.kind, !"@#}".contains(mark) else { break }
            }
            value.append(token)
        }
        return value
    }
}
