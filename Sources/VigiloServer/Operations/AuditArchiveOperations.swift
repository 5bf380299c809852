// What the document says of the routes about archives of the audit log.

import VigiloPlatform
import VigiloWire

extension Operation {
    static let archiveAudit = Operation(
        "archiveAudit", .audit, "Moves the old rows of a workspace's audit log to a file",
        "Needs `audit.archive`. \(archiving)", body: .json(ArchiveRequestBody.self), effect: .beyond,
        refuses: [409, 503, 507])

    static let archivePlatformAudit = Operation(
        "archivePlatformAudit", .audit, "Moves the old rows of the installation's own audit log to a file",
        "For platform admins. \(archiving)", body: .json(ArchiveRequestBody.self), effect: .beyond,
        refuses: [409, 503, 507])

    static let listAuditArchives = Operation(
        "listAuditArchives", .audit, "Lists the archives of a workspace's audit log, the latest first",
        "Needs `audit.read`.", query: Parameter.page)

    static let listPlatformAuditArchives = Operation(
        "listPlatformAuditArchives", .audit, "Lists the archives of the installation's own audit log, the latest first",
        "Needs `audit.read_all`.", query: Parameter.page)

    static let listAuditOutlets = Operation(
        "listAuditOutlets", .audit, "Lists where the rows of all logs are delivered to, and how far that has come",
        "Needs `audit.read_all`. Outlets are set up in the daemon's configuration (`[[audit.outlets]]`).",
        query: Parameter.page)

    private static let archiving = """
        The rows from the beginning up to the first that is not older than `before` go to a file in the data directory, with \
        the checkpoints that were signed of them and one of its last row. From then on they are gone from lists, and the row \
        `audit.archive` tells where they are. Without a row that is old enough nothing happens, and `archive` is missing.
        """
}
