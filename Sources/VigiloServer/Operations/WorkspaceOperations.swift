// What the document says of the routes about the installation, workspaces, work items and certificates.

import VigiloPlatform
import VigiloWire

extension Operation {
    static let readDocument = Operation("readDocument", .installation, "This document")

    static let showStatus = Operation(
        "showStatus", .installation, "How the daemon is",
        "Answered while the daemon is still starting, and when it has too much to do for other requests.")

    static let showMe = Operation("showMe", .installation, "Who the token belongs to")

    static let listWorkspaces = Operation(
        "listWorkspaces", .workspaces, "Lists the workspaces that the caller may see", query: Parameter.page)

    static let createWorkspace = Operation(
        "createWorkspace", .workspaces, "Makes a workspace",
        "Needs `workspace.create`. The caller becomes its first owner.", body: .json(NewWorkspaceBody.self),
        answers: [.created])

    static let showWorkspace = Operation("showWorkspace", .workspaces, "Shows a workspace", "Needs `workspace.read`.")

    static let updateWorkspace = Operation(
        "updateWorkspace", .workspaces, "Changes a workspace's name or settings", "Needs `workspace.write`.",
        body: .json(WorkspacePatchBody.self))

    static let listCertificates = Operation(
        "listCertificates", .certificates, "Lists the certificates, soonest to expire first", "Needs `cert.read`.",
        query: Parameter.page + [
            .query(
                "expiring_within", "Only those that expire within so many days.",
                .integer(0...Int64(CertificateFilter.maximumDays))),
            .flag("include_expired", "Whether those that have expired are among them."),
        ])

    static let importCertificates = Operation(
        "importCertificates", .certificates, "Imports certificates out of PEM text",
        "Needs `cert.write`. 201 where something is new, 200 where the workspace had all of it. Keys are never kept.",
        body: .json(CertificateImportBody.self), answers: [.ok, .created])

    static let showCertificate = Operation(
        "showCertificate", .certificates, "Shows a certificate with its PEM text", "Needs `cert.read`.")

    static let removeCertificate = Operation(
        "removeCertificate", .certificates, "Removes a certificate", "Needs `cert.write`.")
}

/// Changes, incidents and tasks have the same routes.
extension Operation {
    static func listWorkItems(_ type: EntityType) -> Operation {
        Operation(
            "list\(type.capitalized)s", .workItems, "Lists the \(type.collection), oldest first",
            "Needs `\(type.rawValue).read`.",
            query: Parameter.page + [.query("status", "Only those with this status.", .text(1...30))])
    }

    static func createWorkItem(_ type: EntityType) -> Operation {
        Operation(
            "create\(type.capitalized)", .workItems, "Opens \(type.withArticle)", "Needs `\(type.rawValue).create`.",
            body: .json(NewWorkItemBody.self), answers: [.created], refuses: RefusalStatus.extensions)
    }

    static func showWorkItem(_ type: EntityType) -> Operation {
        Operation(
            "show\(type.capitalized)", .workItems, "Shows \(type.withArticle)", "Needs `\(type.rawValue).read`.")
    }

    static func moveWorkItem(_ type: EntityType) -> Operation {
        Operation(
            "move\(type.capitalized)", .workItems, "Moves \(type.withArticle) to another status",
            "A refusal says from which states the status can be reached.", body: .json(TransitionBody.self))
    }
}

extension EntityType {
    var capitalized: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }

    var withArticle: String { self == .incident ? "an incident" : "a \(rawValue)" }
}
