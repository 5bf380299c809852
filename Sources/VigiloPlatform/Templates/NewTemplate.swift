// A template that shall be.

public import VigiloJSON

/// What is given when a template is made.
public struct NewTemplate: Sendable {
    /// What a template is made of.
    public enum Source: Sendable {
        /// A workspace as it is now, by its slug.
        case workspace(String)
        /// A snapshot's document.
        case document(JSONValue)
    }

    public var name: String
    /// nil: none.
    public var description: String?
    public var isPublic: Bool
    public var source: Source

    public init(name: String, description: String? = nil, isPublic: Bool = false, source: Source) {
        self.name = name
        self.description = description
        self.isPublic = isPublic
        self.source = source
    }

    /// The same with every rule kept, or an error that names every one that is not.
    func checked() throws(PlatformError) -> NewTemplate {
        var problems = InputProblems()
        var new = self
        new.name = Title.checked(name, "name", atMost: 60, &problems) ?? name
        if let description, !description.isEmpty {
            new.description = Title.checked(description, "description", atMost: 500, &problems)
        }
        // They would be shown to everybody who may see the template.
        for (member, text) in [("name", name), ("description", description ?? "")] where SecretSieve.isSecret(text) {
            problems.add(member, "looks like a secret")
        }
        try problems.throwIfAny(in: "the template")
        return new
    }
}
