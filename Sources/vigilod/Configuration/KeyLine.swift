// On which line of a TOML file a key stands. The parser tells lines of syntax errors only.

/// On which line of a TOML file a key stands.
enum KeyLine {
    /// The line of the first of the keys on `path` that can be found, deepest first; nil where none is written plainly.
    ///
    /// This looks for `[a.b]` headers and `key = value` lines, and for dotted keys. It is for error messages: a file
    /// that is written in a stranger way costs the line number and nothing else.
    static func of(_ path: [String], in text: String) -> Int? {
        var section: [String] = []
        var best: (depth: Int, line: Int)?
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            guard let (keys, isHeader) = names(in: line) else { continue }
            let full = isHeader ? keys : section + keys
            if isHeader { section = keys }
            if path.starts(with: full), full.count > best?.depth ?? 0 {
                best = (full.count, index + 1)
            }
        }
        return best?.line
    }

    /// The dotted name in a header or before an equals sign.
    private static func names(in line: Substring) -> (keys: [String], isHeader: Bool)? {
        let name: Substring
        let isHeader: Bool
        if let header = line.prefixMatch(of: /\s*\[\[?([^\]]+)\]/) {
            (name, isHeader) = (header.1, true)
        } else if let assignment = line.prefixMatch(of: /([^=#]+)=/) {
            (name, isHeader) = (assignment.1, false)
        } else {
            return nil
        }
        let keys = name.split(separator: ".").map { part in
            String(part.filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" })
        }
        return (keys, isHeader)
    }
}
