// How much of everything a workspace's fields may have.

/// The limits of custom fields and their values.
enum FieldLimits {
    /// More than a form can show; every one costs each new item a check.
    static let mostPerEntityType = 200
    static let longestKey = 40
    static let longestLabel = 100
    /// Of the canonical text of a field's options.
    static let maximumOptionsBytes = 16 * 1024
    /// Of the canonical text of a field's default.
    static let maximumDefaultBytes = 16 * 1024
    /// Of the canonical text of all fields of one item together: a page of items must stay an answer of bounded size.
    static let maximumItemBytes = 64 * 1024
    /// Far below the depth at which JSON can no longer be written inside a list of items.
    static let maximumDepth = 32
    static let displayOrder = 0...1_000_000
}
