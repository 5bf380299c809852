// What a witness signs.

/// The message of a `cosignature/v1` (C2SP tlog-cosignature): the time stands before the checkpoint's text.
enum Cosignature {
    static func message(_ text: String, at time: UInt64) -> [UInt8] {
        Array("cosignature/v1\ntime \(time)\n\(text)".utf8)
    }
}
