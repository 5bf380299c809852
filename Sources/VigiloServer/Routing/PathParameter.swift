// The variable parts of a path.

import Hummingbird

extension RequestContext {
    /// The part of the path that the route calls `{name}`, without its percent-encoding.
    func pathParameter(_ name: String) throws -> String {
        let part = try parameters.require(name)
        guard let text = PercentEncoding.decoded(part) else { throw ProblemDraft.noSuchPath(part) }
        return text
    }
}

/// The reading half of percent-encoding (RFC 3986, 2.1); the writing half is `Path.encoded` in VigiloWire.
enum PercentEncoding {
    /// The text that `part` stands for; nil if an escape is cut short or the bytes are no UTF-8.
    static func decoded(_ part: String) -> String? {
        var bytes: [UInt8] = []
        var rest = part.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else {
                return nil
            }
            bytes.append(high << 4 | low)
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
