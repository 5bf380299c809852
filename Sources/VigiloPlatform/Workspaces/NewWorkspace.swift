// A workspace that shall be: the rules for what is given at its creation.

import VigiloJSON

/// What is given when a workspace is created.
struct NewWorkspace: Sendable {
    var slug: String
    var name: String
    var region: String
    var settings: JSONValue

    /// The same with every rule kept, or an error that names every one that is not.
    func checked(regions: [String]) throws(PlatformError) -> NewWorkspace {
        var problems = InputProblems()
        var checked = self
        WorkspaceSlug.check(slug, &problems)
        checked.name = Self.checked(name: name, &problems) ?? name
        if !regions.contains(region) {
            problems.add("region", "is not a region of this installation; it has: \(regions.joined(separator: ", "))")
        }
        WorkspaceSettings.check(settings, &problems)
        try problems.throwIfAny(in: "the workspace")
        return checked
    }

    static func checked(name: String, _ problems: inout InputProblems) -> String? {
        Title.checked(name, "name", atMost: 100, &problems)
    }
}
