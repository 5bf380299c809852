// The blocks of a PEM text (RFC 7468), each with the line that it begins in.

import FoundationEssentials

/// A block of a PEM text: what stands between a BEGIN line and its END line.
///
/// The text around the blocks is skipped: many programs write a certificate's subject there. Line ends, indentation and
/// the length of the lines do not matter.
struct PEMBlock: Sendable, Equatable {
    /// What the BEGIN line says: "CERTIFICATE".
    var label: String
    /// The line of the BEGIN line, from 1.
    var line: Int
    /// The lines between, without white space; nil if there is no END line for it.
    var base64: String?

    var isCertificate: Bool { ["CERTIFICATE", "X509 CERTIFICATE"].contains(label) }

    /// Whether it is a private key of any kind, encrypted or not.
    var isPrivateKey: Bool { label.hasSuffix("PRIVATE KEY") }

    /// The bytes that the block stands for; nil if it is not Base64.
    var bytes: [UInt8]? {
        base64.flatMap { Data(base64Encoded: $0) }.flatMap { $0.isEmpty ? nil : Array($0) }
    }

    /// All blocks of a text, in their order.
    static func all(in text: String) -> [PEMBlock] {
        var blocks: [PEMBlock] = []
        var open: PEMBlock?
        let lineEnd = UInt8(ascii: text.utf8.contains(UInt8(ascii: "\n")) ? "\n" : "\r")
        for (index, bytes) in text.utf8.split(separator: lineEnd, omittingEmptySubsequences: false).enumerated() {
            let line = String(decoding: bytes.filter { $0 >= UInt8(ascii: " ") }, as: UTF8.self)
            if let label = label(of: line, "BEGIN") {
                if let open { blocks.append(open.withoutEnd) }
                open = PEMBlock(label: label, line: index + 1, base64: "")
            } else if let block = open, let label = label(of: line, "END") {
                blocks.append(label == block.label ? block : block.withoutEnd)
                open = nil
            } else {
                open?.base64? += line.filter { $0 != " " }
            }
        }
        return blocks + (open.map { [$0.withoutEnd] } ?? [])
    }

    private var withoutEnd: PEMBlock { PEMBlock(label: label, line: line, base64: nil) }

    private static func label(of line: String, _ word: String) -> String? {
        let trimmed = line.drop { $0 == " " }
        guard trimmed.hasPrefix("-----\(word) ") else { return nil }
        var rest = trimmed.dropFirst(word.count + 6)
        while rest.last == " " { rest.removeLast() }
        guard rest.hasSuffix("-----") else { return nil }
        return String(rest.dropLast(5))
    }
}

extension PEMBlock {
    /// The text of a certificate as Vigilo keeps it: nothing but the certificate, in lines of 64 characters.
    static func certificateText(_ der: [UInt8]) -> String {
        var text = "-----BEGIN CERTIFICATE-----\n"
        var rest = Data(der).base64EncodedString()[...]
        while !rest.isEmpty {
            text += rest.prefix(64) + "\n"
            rest = rest.dropFirst(64)
        }
        return text + "-----END CERTIFICATE-----\n"
    }
}
