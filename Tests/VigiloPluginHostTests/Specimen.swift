// One bad file of the zoo, and what it gets.

import Foundation
import VigiloExtensionPoints

/// A bad file, the reason for which it is refused, and the whole sentence that its operator reads.
struct Specimen: Sendable, CustomStringConvertible {
    /// Its name in the plugin directory. Files are taken in by the order of their names.
    let name: String
    let reason: ReasonCode
    let sentence: String
    /// Puts it at a path.
    let place: @Sendable (_ path: String) async throws -> Void

    var description: String { name }
}

extension Specimen {
    /// Built by a recipe, and then perhaps damaged.
    init(
        _ name: String, _ recipe: Recipe, _ reason: ReasonCode, _ sentence: String,
        damage: @escaping @Sendable (inout [UInt8]) -> Void = { _ in }
    ) {
        self.init(name: name, reason: reason, sentence: sentence) { path in
            var bytes = try await Workshop.shared.build(recipe)
            damage(&bytes)
            try TestFile.write(bytes, to: path)
        }
    }

    init(_ name: String, content: [UInt8], _ reason: ReasonCode, _ sentence: String) {
        self.init(name: name, reason: reason, sentence: sentence) { try TestFile.write(content, to: $0) }
    }

    init(_ name: String, text: String, _ reason: ReasonCode, _ sentence: String) {
        self.init(name, content: Array(text.utf8), reason, sentence)
    }
}

extension [UInt8] {
    /// Overwrites a little-endian number.
    mutating func put<Number: FixedWidthInteger>(_ number: Number, at offset: Int) {
        for index in 0..<Number.bitWidth / 8 {
            self[offset + index] = UInt8(truncatingIfNeeded: number >> (8 * index))
        }
    }

    func number<Number: FixedWidthInteger>(at offset: Int, as type: Number.Type = Number.self) -> Number {
        (0..<Number.bitWidth / 8).reduce(0) { $0 | Number(self[offset + $1]) << (8 * $1) }
    }
}
