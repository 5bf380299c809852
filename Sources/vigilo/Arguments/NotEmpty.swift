// A key, a name, a slug: what stands in a path, and so is never empty.

import ArgumentParser

enum NotEmpty {
    /// The argument as it is. An empty one, from `"$KEY"` with KEY not set, would ask for something else altogether.
    static func text(_ argument: String) throws -> String {
        guard !argument.isEmpty else { throw ValidationError("it is empty") }
        return argument
    }
}
