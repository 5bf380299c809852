// Which rows of the audit log are wanted, as a query says it.

import VigiloPlatform
import VigiloWire

extension AuditFilter {
    /// The parameters that may each be given several times: a row must fit all of them.
    static let queryKeys = Key.allCases.map(\.rawValue)

    /// The conditions of a query, `since` among them.
    init(_ query: ListQuery) throws {
        self.init(
            all: Dictionary(uniqueKeysWithValues: Key.allCases.map { ($0, query.all($0.rawValue)) }),
            since: try query["since"].map(Self.time))
    }

    private static func time(_ text: String) throws -> Timestamp {
        if let time = Timestamp(since: text, now: .now()) { return time }
        throw ProblemDraft.invalid(
            "query",
            [
                .init(
                    field: "since",
                    message: "is '\(text.prefix(60))', and must be a time such as 2026-12-25T09:30:00Z, a date, or how "
                        + "long ago, such as 90m, 24h or 7d")
            ])
    }
}
