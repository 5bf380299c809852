// A snapshot from a document that somebody brings.

public import VigiloJSON

extension WorkspaceSnapshot {
    /// Reads a document as far as it is the same for every snapshot; the elements of its lists are read where they are
    /// checked. Throws everything that is wrong at once, and for a newer document that it is one.
    public init(document: JSONValue) throws(PlatformError) {
        var problems = InputProblems()
        guard var members = DocumentObject(document, at: "", &problems) else {
            try problems.throwIfAny(in: "the snapshot")
            throw Self.notOne
        }
        try Self.checkFormat(&members)
        let workspace = members.value("workspace") ?? .null
        var name: String?
        var (slug, region) = ("", "")
        if var place = DocumentObject(workspace, at: "workspace", &problems) {
            name = place.optionalText("name", &problems)
            slug = place.text("slug", &problems) ?? ""
            region = place.text("region", &problems) ?? ""
            place.refuseOthers(&problems)
        }
        let settings = members.value("settings") ?? [:]
        var sections: [String: [JSONValue]] = [:]
        for section in SnapshotSection.all { sections[section.name] = members.list(section.name, &problems) }
        let omitted = Self.omissions(members.list("omitted", &problems), &problems)
        members.refuseOthers(&problems)
        try problems.throwIfAny(in: "the snapshot")
        if document.isNested(deeperThan: Self.maximumDepth) || document.canonicalText.utf8.count > Self.maximumBytes {
            throw .tooLarge("The snapshot")
        }
        self.init(name: name, slug: slug, region: region, settings: settings, sections: sections, omitted: omitted)
    }

    /// Beyond what settings, options and configurations may have.
    private static let maximumDepth = 100

    private static func checkFormat(_ members: inout DocumentObject) throws(PlatformError) {
        guard members.value("format") == .string(format) else { throw notOne }
        guard let found = members.value("version")?.integerValue, found >= 1 else {
            throw .invalid("version", "must be a whole number from 1 on", in: "the snapshot")
        }
        guard found <= version else {
            throw PlatformError(
                .invalid, code: "snapshot_too_new",
                "The snapshot is of version \(found) of its format, and this Vigilo reads up to version \(version).",
                hint: "Update Vigilo, or export the workspace again with a version as old as this one.",
                fields: [FieldError(field: "version", message: "is \(found), and must be at most \(version)")])
        }
    }

    private static var notOne: PlatformError {
        PlatformError(
            .invalid, code: "not_a_snapshot", "The document is no snapshot of a workspace.",
            hint: "A snapshot is what vigilo workspace export writes; its member 'format' is '\(format)'.",
            fields: [FieldError(field: "format", message: "must be '\(format)'")])
    }

    private static let mostOmissions = 10_000

    private static func omissions(_ values: [JSONValue], _ problems: inout InputProblems) -> Set<Omission> {
        var omissions: Set<Omission> = []
        if values.count > mostOmissions {
            problems.add("omitted", sentence: "has \(values.count) entries, and may have \(mostOmissions)")
        }
        for (index, value) in values.prefix(mostOmissions).enumerated() {
            guard var entry = DocumentObject(value, at: "omitted[\(index)]", &problems) else { continue }
            let path = entry.text("path", &problems)
            let reason = entry.text("reason", &problems)
            entry.refuseOthers(&problems)
            if let path, let reason { omissions.insert(Omission(path: path, reason: reason)) }
        }
        return omissions
    }
}

extension PlatformError {
    /// - Parameters:
    ///   - kind: Of a document that somebody brings `.tooLarge`, of one that they ask for `.conflict`.
    ///   - what: As in "The snapshot".
    static func tooLarge(_ what: String, _ kind: Kind = .tooLarge) -> PlatformError {
        PlatformError(
            kind, code: "snapshot_too_large",
            "\(what) is larger than \(WorkspaceSnapshot.maximumBytes >> 20) MiB, or nested too deeply.")
    }
}
