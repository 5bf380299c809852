// The query of a list: ?limit= and ?cursor=, and what the list can be narrowed by.

import Hummingbird
import VigiloPlatform
import VigiloWire

/// The query of a list, read whole: a parameter that is unknown, given twice or not acceptable is refused.
struct ListQuery {
    let page: PageRequest
    private let values: [String: [String]]

    /// More mistakes than this are not worth telling, nor looking for.
    private static let mostTold = 20

    /// What of a list is asked for at a time.
    enum Kind {
        /// A page of it.
        case page
        /// The last lines of it, or none, and those that come.
        case stream
        /// What the filters say.
        case whole

        fileprivate var parameters: [String] {
            switch self {
            case .page: ["limit", "cursor"]
            case .stream: ["limit"]
            case .whole: []
            }
        }
    }

    /// Reads the query; `filters` are the parameters that this list takes beyond those of its kind, and `several` are those
    /// of them that may be given more than once.
    init(
        _ request: Request, filters: [String] = [], several: [String] = [], _ kind: Kind = .page
    ) throws {
        let known = kind.parameters + filters
        let least = kind == .stream ? 0 : 1
        var values: [String: [String]] = [:]
        var errors: [Problem.FieldError] = []
        for (key, value) in request.uri.queryParameters where errors.count < Self.mostTold {
            let name = String(key)
            if !known.contains(name) {
                let suggestion = NearestName.of(name, among: known).map { "; did you mean '\($0)'?" } ?? ""
                errors.append(.init(field: name, message: "is not a parameter of this list\(suggestion)"))
            } else if values[name] != nil, !several.contains(name) {
                errors.append(.init(field: name, message: "is given twice"))
            } else {
                values[name, default: []].append(String(value))
            }
        }
        let limit = values["limit"]?.first.map { Int($0) } ?? PageRequest.defaultLimit
        if limit.map({ !(least...PageRequest.maximumLimit).contains($0) }) ?? true {
            let found = values["limit"]?.first ?? ""
            errors.append(
                .init(
                    field: "limit",
                    message: "is '\(found)', and must be a whole number from \(least) to \(PageRequest.maximumLimit)"))
        }
        guard let limit, errors.isEmpty else { throw ProblemDraft.invalid("query", errors) }
        page = PageRequest(limit: limit, cursor: values["cursor"]?.first)
        self.values = values
    }

    /// The value of a filter, if it was given.
    subscript(filter: String) -> String? { values[filter]?.first }

    /// All values of a filter that may be given more than once.
    func all(_ filter: String) -> [String] { values[filter] ?? [] }

    /// The whole number that a filter was given; nil if it was not given.
    func number(_ filter: String, _ range: ClosedRange<Int>) throws -> Int? {
        guard let text = self[filter] else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw ProblemDraft.invalid(
                "query",
                [
                    .init(
                        field: filter,
                        message: "is '\(text)', and must be a whole number from \(range.lowerBound) to "
                            + "\(range.upperBound)")
                ])
        }
        return number
    }

    /// Whether a filter is `true`.
    ///
    /// - Parameter usual: What holds if it was not given.
    func flag(_ filter: String, usually usual: Bool = false) throws -> Bool {
        switch self[filter] {
        case nil: return usual
        case "false": return false
        case "true": return true
        case let found?:
            throw ProblemDraft.invalid(
                "query", [.init(field: filter, message: "is '\(found)', and must be true or false")])
        }
    }
}
