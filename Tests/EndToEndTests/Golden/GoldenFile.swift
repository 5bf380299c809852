// A file with what a command is expected to print; compared, or written anew.

import Foundation
import Testing

/// The golden files, which lie in the folder Files.
///
/// `VIGILO_GOLDEN=write` (scripts/golden) writes what is printed now into them, for somebody to look through with
/// `git diff`.
enum GoldenFile {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Files")
    private static var isWriting: Bool { ProcessInfo.processInfo.environment["VIGILO_GOLDEN"] == "write" }

    /// Compares the text with the file of that name, or writes it.
    static func check(_ name: String, _ text: String) throws {
        let file = folder.appending(path: "\(name).txt")
        if isWriting {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
            return
        }
        guard let expected = try? String(contentsOf: file, encoding: .utf8) else {
            Issue.record("there is no golden file \(name).txt; scripts/golden writes it:\n\(text)")
            return
        }
        if expected != text {
            Issue.record("\(name).txt has changed; scripts/golden writes it anew:\n\(difference(expected, text))")
        }
    }

    /// Every file of a subfolder must be one of those; writing removes the others.
    static func checkNames(in subfolder: String, _ names: Set<String>) throws {
        let place = folder.appending(path: subfolder)
        let found = try FileManager.default.contentsOfDirectory(atPath: place.path()).filter { $0.hasSuffix(".txt") }
        for file in found where !names.contains(String(file.dropLast(4))) {
            if isWriting {
                try FileManager.default.removeItem(at: place.appending(path: file))
            } else {
                Issue.record("\(subfolder)/\(file) belongs to no case; scripts/golden removes it")
            }
        }
    }

    /// The lines that are gone (-) and those that are new (+), with those that stayed between them.
    private static func difference(_ old: String, _ new: String) -> String {
        let before = old.components(separatedBy: "\n")
        let after = new.components(separatedBy: "\n")
        let changes = after.difference(from: before)
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        for change in changes {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var lines: [String] = []
        var (i, j) = (0, 0)
        while i < before.count || j < after.count {
            if removed.contains(i) {
                lines.append("- " + before[i])
                i += 1
            } else if inserted.contains(j) {
                lines.append("+ " + after[j])
                j += 1
            } else {
                lines.append("  " + after[j])
                (i, j) = (i + 1, j + 1)
            }
        }
        return lines.joined(separator: "\n")
    }
}
