// What differs from run to run, taken out of what a program printed.

import Foundation

/// Stable words for times, ids, tokens, sizes and paths. In tables they are as wide as what they stand for.
struct Placeholders {
    /// Texts such as paths, and their placeholders; the first that matches wins.
    var texts: [(String, String)]

    func applied(to output: String) -> String {
        var text = texts.reduce(output) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
        for (pattern, word) in Self.patterns { text = Self.replace(pattern, in: text) { _ in word } }
        text = Self.replace(Self.time, in: text) { Self.isNear($0) ? "<time>" : $0 }
        return text
    }

    /// What a pattern matches, or its group where it has one, and the word for it.
    private static let patterns = [
        (#"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"#, "<id>"),
        (#"\b[0-9a-f]{64}\b"#, "<sha256>"),
        (#"\bvgl_[0-9A-Za-z]{20,}"#, "<token>"),
        (#"\bvgl_[0-9A-Za-z]{4}\b"#, "vgl_****"),
        (#"\bvgi_[0-9A-Za-z]{20,}"#, "<code>"),
        (#"\b(?:swift|clang|gcc)-[0-9][0-9A-Za-z.]*"#, "<compiler>"),
        (#"\b[0-9]+(?:\.[0-9])? (?:bytes|KB|MB|GB)\b"#, "<size>"),
        (#"Running: +([^,]*)(?=, since)"#, "<duration>"),
        (#"has run for ([^",\n]+)"#, "<duration>"),
        (#"(?:every row is signed|[0-9]+ rows? not signed yet[^"\n]*)"#, "<signed>"),
        (#"(?<="worst" : )[^,\n]+"#, "<log>"),
        (#"\u2014 \S+ ([0-9A-Za-z+/]{80,}={0,2})"#, "<signature>"),
        (#"\+([0-9a-f]{8}\+[0-9A-Za-z+/]{44})"#, "<key>"),
        (#"(?<=\\n|[^0-9A-Za-z+/=])[0-9A-Za-z+/]{43}=(?![0-9A-Za-z+/=])"#, "<hash>"),
        (#"\bextra ([0-9A-Za-z+/]{80,}={0,2})"#, "<row>"),
        (#"of the installation, ([0-9]+ rows)"#, "<rows>"),
        (#"Load time: +([0-9.]+ (?:us|ms|s))\b"#, "<duration>"),
        (#"Process: +([0-9]+)"#, "<pid>"),
        (#"[0-9]+ days (?:left|ago)"#, "<days>"),
        (#"(?:healthy|expiring|expired) +(-?[0-9]{1,6})(?=  )"#, "#####"),
        (#"\.so +([0-9]+)(?=  )"#, "#####"),
        (#"(?:pass|fail|warn|skip) +([0-9]+\.[0-9]{2})$"#, "#.##"),
        (
            #"(?<="(?:pid|days_until_expiry|size_bytes|unanchored_rows|unanchored_seconds|bytes|load_microseconds|uptime_seconds|resident_memory_bytes)" : )-?[0-9]+"#,
            "<number>"
        ),
        (#"(?<="seconds" : )[0-9.e-]+"#, "<number>"),
    ]

    private static let time =
        #"\b[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:]{8}(?:\.[0-9]+)?Z| [0-9:]{8} UTC)?"#

    /// Times about now are those of the run; the story's own are far away.
    private static func isNear(_ time: String) -> Bool {
        let year = Calendar(identifier: .gregorian).component(.year, from: .now)
        return Int(time.prefix(4)).map { abs($0 - year) <= 1 } ?? false
    }

    /// Replaces each match; where a column of a table follows, it keeps its width.
    private static func replace(_ pattern: String, in text: String, _ word: (String) -> String) -> String {
        guard let expression = try? NSRegularExpression(pattern: pattern, options: .anchorsMatchLines) else {
            return text
        }
        var result = text
        let whole = NSRange(text.startIndex..., in: text)
        for match in expression.matches(in: text, range: whole).reversed() {
            let part = match.range(at: match.numberOfRanges - 1)
            guard let range = Range(part, in: text), let place = Range(part, in: result) else { continue }
            let found = String(text[range])
            let isColumn = text[range.upperBound...].hasPrefix("  ")
            let new = word(found)
            let padding = isColumn ? String(repeating: " ", count: max(0, found.count - new.count)) : ""
            result.replaceSubrange(place, with: new + padding)
        }
        return result
    }
}
