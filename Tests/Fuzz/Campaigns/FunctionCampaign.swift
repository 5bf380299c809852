// Signatures of typed functions.

import VigiloExtensionPoints

/// The parser of "f64(i64 severity, f64 exposure, str owner)".
struct FunctionCampaign: Campaign {
    static let name = "function"

    private static let types = ["bool", "i32", "i64", "u64", "f64", "str", "bytes", "json", "void", "int"]
    private static let spaces = ["", "", "", " ", "  ", "\t", "\n", "\r\n"]
    private static let tokens = Trouble.tokens + types.map { Array($0.utf8) }

    init(_ specimens: Specimens) {}

    func input(_ dice: inout Dice) -> [UInt8] {
        var text = dice.pick(Self.types) + dice.pick(Self.spaces) + "("
        let count = dice.once(in: 16) ? dice.below(20) : dice.below(5)
        for index in 0..<count {
            let name =
                dice.once(in: 8) ? dice.pick(["a", "_", "A", "a0", String(repeating: "n", count: 65)]) : "p\(index)"
            text += dice.pick(Self.spaces) + Self.types[dice.below(8)] + " " + dice.pick(Self.spaces) + name
            text += dice.pick(Self.spaces) + (index + 1 < count ? "," : "")
        }
        text += ")"
        var bytes = Array(text.utf8)
        for _ in 0..<dice.below(3) { bytes.mutate(&dice, tokens: Self.tokens) }
        return bytes
    }

    func judge(_ input: [UInt8]) throws -> Bool {
        let text = String(decoding: input, as: UTF8.self)
        let signature: FunctionSignature
        do throws(SignatureError) {
            signature = try FunctionSignature(parsing: text)
        } catch {
            try Sentence.check(error.sentence)
            try require((1...text.unicodeScalars.count + 1).contains(error.column), "column \(error.column) is nowhere")
            return false
        }
        let again = try FunctionSignature(parsing: signature.description)
        try require(again == signature, "printed and read again it is another")
        try require(again.description == signature.description, "printed twice it reads differently")
        try require(signature.parameters.count <= 16, "it has too many parameters")
        try require(
            Set(signature.parameters.map(\.name)).count == signature.parameters.count, "two parameters have one name")
        try require(
            Self.words(signature.description) == Self.words(text), "its words are not those that were written")
        return true
    }

    private static func words(_ text: String) -> [String] {
        text.unicodeScalars.split { !$0.properties.isAlphabetic && !("0"..."9").contains($0) && $0 != "_" }
            .map(String.init)
    }
}
