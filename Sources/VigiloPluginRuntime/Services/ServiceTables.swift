// The services' tables, by id.

internal import CVigiloPlugin

/// The services' tables of one plugin, by id; made when they are asked for, never freed.
enum ServiceTables {
    /// A new table of the service; nil if there is no such service.
    static func make(_ service: String, context: UnsafeMutableRawPointer) -> UnsafeRawPointer? {
        switch service {
        case VIGILO_SERVICE_LOG: unsafe LogService.table(context: context)
        case VIGILO_SERVICE_CONFIG: unsafe ConfigService.table(context: context)
        case VIGILO_SERVICE_CANCEL: unsafe CancelService.table(context: context)
        case VIGILO_SERVICE_WORKSPACE: unsafe WorkspaceService.table(context: context)
        case VIGILO_SERVICE_COUNTS: unsafe CountsService.table(context: context)
        case VIGILO_SERVICE_RECORDS: unsafe RecordsService.table(context: context)
        case VIGILO_SERVICE_STORE: unsafe StoreService.table(context: context)
        default: nil
        }
    }
}
