// What a command prints with --json.

import VigiloJSON
import VigiloWire

/// What a command prints with `--json`, so that `--fields` can choose of it without a request.
struct Printed: Sendable {
    /// nil where the command has not said; a test demands that every command does.
    private let find: (@Sendable () throws -> Shape)?
    /// Whether it is a page of a list: fields are those of its items.
    private(set) var isList = false

    private init(isList: Bool = false, _ find: (@Sendable () throws -> Shape)?) {
        self.find = find
        self.isList = isList
    }

    static let unsaid = Printed(nil)
    /// JSON that only others know.
    static let anything = Printed { .any }

    /// One body; or one a line.
    static func body<Body: Decodable & SendableMetatype>(_ type: Body.Type) -> Printed {
        Printed { try Shape(of: type) }
    }

    /// A page of a list.
    static func list<Item: Codable & Sendable>(of type: Item.Type) -> Printed {
        Printed(isList: true) { try Shape(of: type) }
    }

    /// What the command itself makes of a sample.
    static func like(_ sample: @escaping @Sendable () -> JSONValue) -> Printed {
        Printed { Shape(sample: sample()) }
    }

    /// What is one or the other, as the options have it: the members of both.
    func or(_ other: Printed) -> Printed {
        Printed(isList: isList && other.isList) { try shape().united(with: other.shape()) }
    }

    var isSaid: Bool { find != nil }

    /// Of one item, where it is a list.
    func shape() throws -> Shape { try find?() ?? .any }
}
