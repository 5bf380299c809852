// The rule for a plugin's name.

/// A plugin's name: `[a-z][a-z0-9_]{0,63}`.
public enum PluginName {
    /// Whether a plugin may have the name. The host holds plugins to the same rule.
    public static func isValid(_ name: some StringProtocol) -> Bool {
        let utf8 = name.utf8
        guard (1...64).contains(utf8.count), let first = utf8.first, isLetter(first) else { return false }
        return utf8.allSatisfy {
            isLetter($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "_")
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }
}
