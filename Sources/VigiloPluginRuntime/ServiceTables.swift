// The services' tables, by id.

internal import CVigiloPlugin

/// The services' tables of one plugin, by id; made once, never freed.
enum ServiceTables {
    static func make(context: UnsafeMutableRawPointer) -> [String: UnsafeRawPointer] {
        unsafe [
            VIGILO_SERVICE_LOG: LogService.table(context: context),
            VIGILO_SERVICE_CONFIG: ConfigService.table(context: context),
            VIGILO_SERVICE_CANCEL: CancelService.table(context: context),
            VIGILO_SERVICE_WORKSPACE: WorkspaceService.table(context: context),
            VIGILO_SERVICE_COUNTS: CountsService.table(context: context),
            VIGILO_SERVICE_RECORDS: RecordsService.table(context: context),
            VIGILO_SERVICE_STORE: StoreService.table(context: context),
        ]
    }
}
