// Tests of loading and registering.

import VigiloExtensionPoints
import VigiloPluginRuntime

#if canImport(Glibc)
    @preconcurrency import Glibc
#endif

extension ValidationWork {
    /// That it registers the same as in the first process is compared by the watching one.
    func inAnotherEnvironment() throws(Refusal) -> ValidationVerdict {
        for variable in ["HOME", "USER", "PATH", "PWD", "TMPDIR", "XDG_CONFIG_HOME"] { unsetenv(variable) }
        setenv("LC_ALL", "C", 1)
        setenv("LANG", "tr_TR.UTF-8", 1)
        setenv("TZ", "Pacific/Chatham", 1)
        umask(0o777)
        chdir("/proc")
        _ = try load()
        return .pass
    }

    func untouched() throws(Refusal) -> ValidationVerdict {
        let state = ProcessGuard()
        _ = try load()
        let changes = state.restore()
        if changes.isEmpty { return .pass }
        return .warn(changes.map { "\($0.sentence) [\($0.code.rawValue)]" }.joined(separator: "; "))
    }

    func schemas(_ tested: TestedPlugin) -> ValidationVerdict {
        let declared =
            tested.draft.fieldTypes.map { ("options_schema of field type '\($0.key)'", $0.optionsSchema) }
            + tested.draft.dashboardWidgets.map { ("config_schema of dashboard widget '\($0.key)'", $0.configSchema) }
            + tested.draft.integrationAdapters.map {
                ("config_schema of integration adapter '\($0.key)'", $0.configSchema)
            }
        let schemas = declared.compactMap { place, schema in schema.map { (place, $0) } }
        if schemas.isEmpty { return .skip("it declares no schemas") }
        let faults = schemas.flatMap { Schema($1).faults(at: $0) }
        return faults.isEmpty ? .pass("\(schemas.count) checked") : .fail(faults.prefix(5).joined(separator: "; "))
    }
}
