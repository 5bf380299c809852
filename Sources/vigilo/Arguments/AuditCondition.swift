// Which rows of the audit log are wanted: --filter key=value

import ArgumentParser

/// One condition on rows of the audit log.
struct AuditCondition: Equatable, Sendable {
    var key: String
    var value: String

    static let keys = ["action", "actor", "target_type", "target_id"]

    static let completion = CompletionKind.list(keys.map { "\($0)=" })

    init(_ argument: String) throws {
        guard let equals = argument.firstIndex(of: "="), argument.index(after: equals) < argument.endIndex else {
            throw ValidationError("write it as key=value, such as action=cert.*")
        }
        key = String(argument[..<equals])
        value = String(argument[argument.index(after: equals)...])
        guard Self.keys.contains(key) else {
            throw ValidationError("'\(key)' is none of \(Self.keys.joined(separator: ", "))")
        }
    }

    /// The condition as a part of a query.
    var pair: (key: String, value: String) { (key, value) }
}

/// Which rows of the audit log are wanted.
struct AuditFilterOptions: ParsableArguments {
    @Option(
        name: [.customShort("f"), .long],
        help: ArgumentHelp("Only rows that fit; may be repeated.", valueName: "key=value"),
        completion: AuditCondition.completion, transform: AuditCondition.init)
    var filter: [AuditCondition] = []

    @Option(
        help: ArgumentHelp("Only from a time or a date on, or from so long ago on: 90m, 24h, 7d.", valueName: "when"))
    var since: String?

    /// The conditions as parts of a query.
    var several: [(key: String, value: String)] { filter.map(\.pair) }
    var query: [String: String] { since.map { ["since": $0] } ?? [:] }
}
