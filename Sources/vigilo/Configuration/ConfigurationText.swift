// The configuration file, changed: the lines that are meant, and no others. Comments and other profiles stay.

import TOMLKit

enum ConfigurationText {
    /// The text with the profile's values put into the named table, or at the top of the file.
    ///
    /// A value that is nil is taken out. The result is read back: where a file is written so unusually that changing
    /// lines would not give what is wanted, the whole file is written anew from its values.
    static func setting(_ profile: Profile, named name: String?, in text: String) throws -> String {
        let values = [("host", profile.host), ("token", profile.token), ("workspace", profile.workspace)]
        var lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }.map(String.init)
        while lines.last?.isEmpty == true { lines.removeLast() }
        for (key, value) in values { set(key, to: value, in: name, &lines) }
        let edited = lines.joined(separator: "\n") + "\n"
        var expected = try file(text)
        if let name { expected.profiles[name] = profile } else { expected.standard = profile }
        if (try? file(edited)) == expected { return edited }
        return try rewritten(text, values, name)
    }

    private static func file(_ text: String) throws -> ConfigurationFile {
        try ConfigurationFile(path: "", text: text, mode: 0)
    }

    private static func set(_ key: String, to value: String?, in section: String?, _ lines: inout [String]) {
        var range = linesOf(section, in: lines)
        if range == nil, value != nil, let section {
            lines += (lines.isEmpty ? [] : [""]) + ["[profiles.\(section)]"]
            range = lines.count..<lines.count
        }
        guard let range else { return }
        let line = value.map { "\(key) = \(quoted($0))" }
        if let index = lines[range].firstIndex(where: { assigns(key, $0) }) {
            lines.replaceSubrange(index...index, with: line.map { [$0] } ?? [])
        } else if let line {
            let last = lines[range].lastIndex { !$0.allSatisfy(\.isWhitespace) }
            lines.insert(line, at: last.map { $0 + 1 } ?? range.lowerBound)
        }
    }

    /// The lines between a table's heading and the next heading; without a name, those before the first heading.
    private static func linesOf(_ section: String?, in lines: [String]) -> Range<Int>? {
        func isHeading(_ line: String) -> Bool { line.drop(while: \.isWhitespace).hasPrefix("[") }
        var start = 0
        if let section {
            let heading = "[profiles.\(section)]"
            guard let index = lines.firstIndex(where: { $0.filter { !$0.isWhitespace }.hasPrefix(heading) }) else {
                return nil
            }
            start = index + 1
        }
        return start..<(lines[start...].firstIndex(where: isHeading) ?? lines.count)
    }

    private static func assigns(_ key: String, _ line: String) -> Bool {
        let left = line.prefix { $0 != "=" }
        return left.count < line.count && left.filter { !$0.isWhitespace } == key
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case "\u{0}"..."\u{1F}", "\u{7F}":
                let hex = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    private static func rewritten(_ text: String, _ values: [(String, String?)], _ name: String?) throws -> String {
        let table = try TOMLTable(string: text)
        var target = table
        if let name {
            if table["profiles"]?.table == nil { table["profiles"] = TOMLTable() }
            let profiles = table["profiles"]?.table ?? TOMLTable()
            if profiles[name]?.table == nil { profiles[name] = TOMLTable() }
            target = profiles[name]?.table ?? TOMLTable()
        }
        for (key, value) in values { target[key] = value }
        return table.convert() + "\n"
    }
}
