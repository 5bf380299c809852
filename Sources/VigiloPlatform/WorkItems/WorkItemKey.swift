// The key by which people call a work item.

/// A work item's key: its type's prefix and its number in the workspace. Only the number is stored.
struct WorkItemKey: Sendable, Equatable {
    let type: WorkItemType
    let number: Int64

    /// `CHG-00001`. A number that has outgrown the width is written in full.
    var text: String {
        "\(type.keyFormat.prefix)-\(Digits.padded(number, to: type.keyFormat.width))"
    }

    init(type: WorkItemType, number: Int64) {
        self.type = type
        self.number = number
    }

    /// Reads a key of the type as people type it: without regard to case, and with or without the zeros.
    init?(parsing text: String, type: WorkItemType) {
        let prefix = "\(type.keyFormat.prefix)-"
        let digits = text.dropFirst(prefix.count)
        guard text.prefix(prefix.count).uppercased() == prefix, !digits.isEmpty,
            digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let number = Int64(digits), number > 0
        else { return nil }
        self.init(type: type, number: number)
    }
}
