// The file in which strikes outlive the daemon.

import Glibc
import VigiloJSON

/// The file in which strikes outlive the daemon.
struct StrikeFile: Sendable {
    let path: String
    /// The build that the strikes hold for.
    let circumstances: String

    private static let largestBytes = 1 << 20
    private static let most: Int64 = 1_000_000

    /// The strikes by SHA-256; none if the file is missing, damaged or of another build. Blocks.
    func read() -> [String: Int] {
        guard let bytes = try? FileDescriptor(opening: path, O_RDONLY | O_NOFOLLOW).read(upTo: Self.largestBytes),
            let text = String(validating: bytes, as: UTF8.self), let value = try? JSONValue(parsing: text),
            value["circumstances"] == .string(circumstances), let members = value["strikes"]?.objectValue
        else { return [:] }
        // Nobody counts so far; a number that is damaged must not lead to another crash.
        return members.compactMapValues { value in
            value.integerValue.flatMap { (0...Self.most).contains($0) ? Int($0) : nil }
        }
    }

    /// Replaces the file at once. If it cannot be written, a strike is lost, which is no reason to stop. Blocks.
    func write(_ counts: [String: Int]) {
        let value: JSONValue = [
            "circumstances": .string(circumstances),
            "strikes": .object(counts.mapValues { .integer(Int64($0)) }),
        ]
        try? WholeFile.replace(path, with: Array(value.canonicalText.utf8))
    }
}
