// The manifest.json of packages.

import VigiloJSON

@testable import VigiloPackage

/// The reader of manifest.json.
struct PackageManifestCampaign: Campaign {
    static let name = "package-manifest"

    private static let sum = String(repeating: "0123456789abcdef", count: 4)
    private static let seed = Array(
        """
        {"compatible_with":">=1.0,<2.0","files":{"frontend/tile.js":"\(sum)","risk_math.so":"\(sum)"},\
        "format":"vigilo.plugin","format_version":1,"kind":"field_type","name":"risk_math","version":"1.2.0"}
        """.utf8)
    static let tokens =
        JSONCampaign.tokens
        + [
            "\"name\":", "\"files\":{}", "\"format_version\":2", "risk_math", "\"\\u009b31m\"", "\\u202e", ",\"x\":1",
            sum,
        ]
        .map { Array($0.utf8) }

    init(_ specimens: Specimens) {}

    func input(_ dice: inout Dice) -> [UInt8] {
        var bytes = Self.seed
        for _ in 0..<dice.below(4) { bytes.mutate(&dice, tokens: Self.tokens) }
        return bytes
    }

    func judge(_ input: [UInt8]) throws -> Bool {
        let manifest: PackageManifest
        do throws(PackageError) {
            manifest = try PackageManifest(parsing: input[...])
        } catch {
            try Sentence.check(error.description)
            return false
        }
        let again = try PackageManifest(parsing: Array(manifest.json.canonicalText.utf8)[...])
        try require(again == manifest, "written and read again it is another")
        try require(PluginName.isValid(manifest.name), "its name is '\(manifest.name)'")
        return true
    }
}
