// What a plugin answered through its result table.

/// What a plugin answered through its result table, copied.
struct CallOutput: Sendable {
    /// The value of the last `set`; nil if there was none.
    var value: [UInt8]?
    /// The sentence of the last `fail`, harmless and cut to its limit.
    var sentence: String?
    /// How the plugin broke the contract in answering, as the end of a sentence that begins with its name.
    var breach: String?
}
