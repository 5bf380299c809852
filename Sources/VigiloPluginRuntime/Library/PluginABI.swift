// The numbers of the C contract that Swift cannot take from the headers: offsets, flags and limits.

internal import CVigiloPlugin

/// The numbers of the C contract, as `vigilo_plugin.h` freezes them.
///
/// Tables that a plugin owns are read field by field at these offsets and never as C structs: a field may hold NULL where
/// the header says it cannot, and a struct's Swift type must not come into contact with a plugin's own layout. A test
/// compares every number with the headers.
enum PluginABI {
    static let version = UInt32(VIGILO_ABI)

    // Macros that are expressions are not imported.
    static let threadSafePlugin: UInt64 = 1 << 0
    static let purePlugin: UInt64 = 1 << 1
    static let pureFunction: UInt64 = 1 << 0
    static let maximumResult = 16 * 1024 * 1024
    static let maximumStoredValue = 1024 * 1024

    enum Descriptor {
        static let size = 72
        static let name = 8
        static let kind = 16
        static let version = 24
        static let compatibleWith = 32
        static let flags = 40
        static let register = 48
        static let shutdown = 56
    }

    enum FieldType {
        static let size = 56
        static let key = 8
        static let label = 16
        static let optionsSchema = 24
        static let context = 32
        static let validate = 40
        static let describe = 48
    }

    enum DashboardWidget {
        static let size = 56
        static let key = 8
        static let label = 16
        static let configSchema = 24
        static let defaultWidth = 32
        static let defaultHeight = 36
        static let context = 40
        static let load = 48
    }

    enum IntegrationAdapter {
        static let size = 64
        static let key = 8
        static let label = 16
        static let configSchema = 24
        static let context = 32
        static let check = 40
        static let send = 48
        static let receive = 56
    }

    enum PeriodicTask {
        static let size = 56
        static let key = 8
        static let label = 16
        static let cron = 24
        static let everySeconds = 32
        static let timeoutSeconds = 36
        static let context = 40
        static let run = 48
    }

    enum Function {
        static let size = 48
        static let name = 8
        static let signature = 16
        static let summary = 24
        static let function = 32
        static let flags = 40
    }
}
