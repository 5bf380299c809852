// Service "vigilo.workspace/1".

internal import CVigiloPlugin
internal import VigiloExtensionPoints
internal import VigiloJSON

/// The workspace that the call is about.
enum WorkspaceService {
    static func table(context: UnsafeMutableRawPointer) -> UnsafeRawPointer {
        let table = UnsafeMutablePointer<vigilo_workspace_v1>.allocate(capacity: 1)
        unsafe table.initialize(
            to: vigilo_workspace_v1(
                abi: PluginABI.version, size: UInt32(MemoryLayout<vigilo_workspace_v1>.size), context: context,
                slug: slug, settings: settings))
        return UnsafeRawPointer(table)
    }

    private typealias Question =
        @convention(c) (
            UnsafePointer<vigilo_workspace_v1>, OpaquePointer, UnsafeMutablePointer<vigilo_bytes>
        ) -> Int32

    private static let slug: Question = { table, call, out in
        return unsafe ServiceCall.perform("\(VIGILO_SERVICE_WORKSPACE) slug", of: table, handle: call) {
            call throws(HostServiceError) in
            try unsafe call.lend(call.workspace.slug.utf8, named: "slug", to: out)
        }
    }

    private static let settings: Question = { table, call, out in
        return unsafe ServiceCall.perform(
            "\(VIGILO_SERVICE_WORKSPACE) settings", of: table, handle: call
        ) { call throws(HostServiceError) in
            // Asked for once a call, however often the plugin asks: the settings must not change under its hands.
            let bytes =
                call.slot.view(named: "settings", of: call.token) == nil
                ? try call.bridge.services.settings(of: call.workspace).pluginText : []
            try unsafe call.lend(bytes, named: "settings", to: out)
        }
    }
}
